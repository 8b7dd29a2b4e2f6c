using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Taojin.Storage.Models;

namespace Taojin.Storage.Privacy;

/// <summary>
/// Takes a person out of trained models. Every recommender keeps the ids of its users in parts named <c>users</c>, and factors of users in
/// arrays named <c>user_…</c>, one row a user: the id gets another name, the row becomes zero. What a model learned from the person among all
/// others stays in it until it is trained again; the receipt says until when.
/// </summary>
internal sealed class ModelErasure(string folder, TimeProvider clock)
{
    private const string New = ".erased", Gone = ".gone";
    private readonly ModelStore _store = new(folder, clock);

    /// <summary>Rewrites the versions that hold the person, each whole and at once.</summary>
    /// <param name="userId">The person.</param>
    /// <returns>The versions that did.</returns>
    public IReadOnlyList<ModelVersion> Erase(string userId)
    {
        Recover();
        return [.. _store.Versions().Where(version => TryErase(version, userId))];
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

    /// <summary>Whether a model keeps the ids of its users.</summary>
    public static bool IsPersonal(ModelCard card) => card.Parts.Any(IsUsers);

    private static bool IsUsers(ModelPart part) => part.Type == "ids" && (part.File == "users" || part.File.EndsWith(".users", StringComparison.Ordinal));

    private bool TryErase(ModelVersion version, string userId)
    {
        var home = ModelNames.Folder(Path.Combine(folder, "models"), version);
        var card = _store.CardOf(version);
        var changes = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var part in card.Parts.Where(IsUsers))
            Change(home, card, part, userId, changes);
        if (changes.Count == 0)
            return false;
        var fresh = Directory.CreateDirectory(home + New).FullName;
        foreach (var part in card.Parts)
            Write(Path.Combine(fresh, part.File), changes.GetValueOrDefault(part.File) ?? File.ReadAllBytes(Path.Combine(home, part.File)));
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

    private static void Change(string home, ModelCard card, ModelPart part, string userId, Dictionary<string, byte[]> changes)
    {
        var ids = new FolderReader(home, card).Ids(part.File);
        var user = Array.IndexOf(ids, userId);
        if (user < 0)
            return;
        ids[user] = PersonRows.NameOfNobody(user);
        changes[part.File] = FolderWriter.BytesOf(ids);
        var rows = part.File[..^"users".Length] + "user_";
        foreach (var array in card.Parts.Where(each => each.File.StartsWith(rows, StringComparison.Ordinal) && each.Type.Contains('×') && each.Bytes % ids.Length == 0))
        {
            var bytes = changes[array.File] = File.ReadAllBytes(Path.Combine(home, array.File));
            bytes.AsSpan(user * (bytes.Length / ids.Length), bytes.Length / ids.Length).Clear();
        }
    }

    private static void Write(string path, byte[] bytes)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
    }
}
