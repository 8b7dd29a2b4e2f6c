using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Taojin.Storage.Models;

namespace Taojin.Storage.Privacy;

/// <summary>Changes parts of trained models, each version whole and at once: a copy with the change takes its place.</summary>
internal sealed class ModelRewrite(string folder, TimeProvider clock)
{
    private const string New = ".erased", Gone = ".gone";
    private readonly ModelStore _store = new(folder, clock);

    /// <summary>Goes through all versions.</summary>
    /// <param name="change">Is given a version's folder and card, and gives the new bytes of the parts that change.</param>
    /// <param name="missed">Is given the versions that are damaged: they are left as they are, and no server reads them either.</param>
    /// <returns>The versions that changed.</returns>
    public IReadOnlyList<ModelVersion> Change(Func<string, ModelCard, IReadOnlyDictionary<string, byte[]>> change, ICollection<ErasedFile> missed)
    {
        Recover();
        var changed = new List<ModelVersion>();
        foreach (var version in _store.Versions())
            if (LooseFiles.Each(ModelNames.Folder(Path.Combine(folder, "models"), version), (folder, missed), _ => TryChange(version, change) ? "" : null) is not null)
                changed.Add(version);
        return changed;
    }

    /// <summary>Ends what a kill left between two renames.</summary>
    public void Recover()
    {
        var root = Path.Combine(folder, "models");
        if (!Directory.Exists(root))
            return;
        foreach (var fresh in Directory.EnumerateDirectories(root, "*" + New, SearchOption.AllDirectories).ToArray())
            if (!Directory.Exists(fresh[..^New.Length]) && File.Exists(Path.Combine(fresh, ModelStore.CardFile)))
                Directory.Move(fresh, fresh[..^New.Length]);
            else
                Directory.Delete(fresh, recursive: true);
        foreach (var old in Directory.EnumerateDirectories(root, "*" + Gone, SearchOption.AllDirectories).ToArray())
            Directory.Delete(old, recursive: true);
    }

    private bool TryChange(ModelVersion version, Func<string, ModelCard, IReadOnlyDictionary<string, byte[]>> change)
    {
        var home = ModelNames.Folder(Path.Combine(folder, "models"), version);
        var card = _store.CardOf(version);
        var changes = change(home, card);
        if (changes.Count == 0)
            return false;
        var fresh = Directory.CreateDirectory(home + New).FullName;
        foreach (var part in card.Parts)
        {
            using Stream from = changes.TryGetValue(part.File, out var bytes) ? new MemoryStream(bytes) : File.OpenRead(Path.Combine(home, part.File));
            Write(Path.Combine(fresh, part.File), from);
        }
        var parts = card.Parts.Select(part => changes.TryGetValue(part.File, out var bytes) ? part with { Bytes = bytes.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) } : part);
        var text = JsonSerializer.Serialize(card with { Parts = [.. parts] }, Snake.Json);
        DurableFile.Write(Path.Combine(fresh, ModelStore.SumFile), ModelStore.SumOf(Encoding.UTF8.GetBytes(text)));
        DurableFile.Write(Path.Combine(fresh, ModelStore.CardFile), text);
        DurableFile.FlushFolder(fresh);
        Directory.Move(home, home + Gone);
        Directory.Move(fresh, home);
        DurableFile.FlushFolder(Path.GetDirectoryName(home)!);
        Directory.Delete(home + Gone, recursive: true);
        return true;
    }

    private static void Write(string path, Stream from)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        from.CopyTo(stream);
        stream.Flush(flushToDisk: true);
    }
}
