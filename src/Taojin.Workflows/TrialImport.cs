using Taojin.Data;
using Taojin.Storage;

namespace Taojin.Workflows;

/// <summary>Reads the head of a file as an import would, into a workspace that is thrown away: what was detected, on real rows, before anything is kept.</summary>
public static class TrialImport
{
    private const int HeadBytes = 256 << 10, Shown = 12;
    private static readonly string[] Packed = [".gz", ".zip", ".parquet", ".xlsx", ".xlsm", ".xls"];

    /// <summary>Tries a source. Costs a tenth of a second; packed files are read whole.</summary>
    /// <param name="source">The file and how to read it.</param>
    /// <param name="settings">The shop's settings: its calendar, its plausible times.</param>
    /// <param name="clock">The only clock.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="TaojinException">Codes <c>import.*</c>: what the file cannot say and must be told.</exception>
    public static TrialReceipt Run(SourceRequest source, WorkspaceSettings settings, TimeProvider clock, CancellationToken cancellation = default)
    {
        var folder = Directory.CreateTempSubdirectory("taojin-trial-").FullName;
        try
        {
            var head = Path.Combine(folder, Path.GetFileName(source.Path));
            var isWhole = CopyHead(source.Path, head);
            using var workspace = Workspace.Init(Path.Combine(folder, "shop"), settings with { Threads = 1, MemoryLimitGb = 0.5 }, clock);
            var receipt = workspace.Log.Import(source with { Path = head }, null, cancellation);
            return new(receipt, workspace.Browse.Events("", 0, Shown), workspace.Browse.Items("", 0, Shown).Rows, isWhole)
            {
                Rejects = receipt.RejectsFile is { } rejects ? [.. File.ReadLines(rejects).Take(Shown + 1)] : [],
            };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Copies whole lines; true when that was the whole file.</summary>
    private static bool CopyHead(string from, string to)
    {
        if (Packed.Contains(Path.GetExtension(from).ToLowerInvariant()) || new FileInfo(from).Length <= HeadBytes)
        {
            File.Copy(from, to);
            return true;
        }
        using var input = File.OpenRead(from);
        var head = new byte[HeadBytes];
        var length = input.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
        var end = head.AsSpan(0, length).LastIndexOf((byte)'\n');
        File.WriteAllBytes(to, head[..(end < 0 ? length : end + 1)]);
        return false;
    }
}

/// <summary>What an import would make of the head of a file.</summary>
/// <param name="Receipt">Counts and what was detected.</param>
/// <param name="Events">The last events as they were understood.</param>
/// <param name="Items">Items as they were understood.</param>
/// <param name="IsWhole">Whether the file was read to its end.</param>
public sealed record TrialReceipt(ImportReceipt Receipt, IReadOnlyList<EventLine> Events, IReadOnlyList<ItemLine> Items, bool IsWhole)
{
    /// <summary>The first lines of the rejects file, its header first; empty without rejects.</summary>
    public IReadOnlyList<string> Rejects { get; init; } = [];
}
