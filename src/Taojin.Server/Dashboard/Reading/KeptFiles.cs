using System.Text.Json;
using Taojin.Data;
using Taojin.Server.Dashboard.Hosting;
using Taojin.Storage;

namespace Taojin.Server.Dashboard.Reading;

/// <summary>What pages mined, on disk as <c>kept/NAME.json</c> in the workspace beside what it was mined from: it outlives the server. An erasure deletes each that names the person.</summary>
/// <param name="workspace">Folder of the workspace.</param>
internal sealed class KeptFiles(string workspace)
{
    private readonly string _folder = Path.Combine(workspace, "kept");

    /// <summary>What is kept under a name; null when there is nothing, or nothing that this program wrote.</summary>
    public KeptResult<T>? Read<T>(string name)
    {
        try
        {
            return File.Exists(PathOf(name)) && JsonSerializer.Deserialize<KeptResult<T>>(File.ReadAllBytes(PathOf(name)), Snake.Json) is { } kept && kept.Program == BrowserFiles.Version ? kept : null;
        }
        catch (Exception damage) when (damage is JsonException or IOException or NotSupportedException)
        {
            return null; // it is mined anew
        }
    }

    /// <summary>Keeps a result; a disk that is full keeps none, and the page is shown all the same.</summary>
    public void Write<T>(string name, KeptResult<T> result)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            DurableFile.Write(PathOf(name), JsonSerializer.Serialize(result, Snake.Json));
        }
        catch (IOException)
        {
            return;
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Forgets what is kept under a name.</summary>
    public void Delete(string name) => File.Delete(PathOf(name));

    private string PathOf(string name) => Path.Combine(_folder, $"{name}.json");
}

/// <summary>Something mined.</summary>
/// <param name="Program">By which program: another may have other results.</param>
/// <param name="Ground">From what.</param>
/// <param name="At">When.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Result">What came of it; nothing where there is a fault.</param>
/// <param name="Fault">What was missing for it.</param>
internal sealed record KeptResult<T>(string Program, string Ground, Instant At, double Seconds, T? Result, KeptFault? Fault)
{
    /// <summary>What came of it.</summary>
    /// <exception cref="TaojinException">Something was missing for it.</exception>
    public T Outcome => Fault is null ? Result! : throw Fault.Exception;
}

/// <summary>What was missing for a mining: nobody waits twice to be told of it.</summary>
internal sealed record KeptFault(string Code, string Message, string Remedy)
{
    /// <summary>The fault as it was thrown.</summary>
    public TaojinException Exception => new(Code, Message, Remedy);
}
