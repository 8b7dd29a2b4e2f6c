using Microsoft.Extensions.Logging;
using Taojin.Data;
using Taojin.Storage.Access;

namespace Taojin.Server.Dashboard.Reading;

/// <summary>Notes what is done from pages in the same audit log as what is done over HTTP.</summary>
internal sealed partial class Acts(AuditFile audit, ILogger<Acts> log)
{
    /// <summary>Notes an act that was done.</summary>
    /// <param name="who">Who did it.</param>
    /// <param name="act">What, without naming persons, such as <c>erase a person</c>.</param>
    /// <param name="outcome">What came of it.</param>
    public void Note(Reader who, string act, string outcome = "done")
    {
        try
        {
            audit.Add(new() { Time = Instant.Of(TimeProvider.System.GetUtcNow()), Key = who.Key, Act = $"page: {act}", Scope = "admin", Outcome = outcome });
        }
        catch (IOException fault)
        {
            NotWritten(log, fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An act could not be written into the audit log: {Kind}. Look at the disk.")]
    private static partial void NotWritten(ILogger log, string kind);
}
