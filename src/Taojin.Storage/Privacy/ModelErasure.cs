using Taojin.Storage.Models;

namespace Taojin.Storage.Privacy;

/// <summary>
/// Takes a person out of trained models. Every recommender keeps the ids of its users in parts named <c>users</c>, and factors of users in
/// arrays named <c>user_…</c>, one row a user: the id gets another name, the row becomes zero. What a model learned from the person among all
/// others stays in it until it is trained again; the receipt says until when.
/// </summary>
internal sealed class ModelErasure(string folder, TimeProvider clock)
{
    private readonly ModelRewrite _models = new(folder, clock);

    /// <summary>Rewrites the versions that hold the person, each whole and at once.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="missed">Is given the versions that are damaged.</param>
    /// <returns>The versions that did.</returns>
    public IReadOnlyList<ModelVersion> Erase(string userId, ICollection<ErasedFile> missed) => _models.Change((home, card) =>
    {
        var changes = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var part in card.Parts.Where(IsUsers))
            Change((home, card), part, userId, changes);
        return changes;
    }, missed);

    /// <summary>The users whom models of the folder name.</summary>
    public IReadOnlyCollection<string> UserIds()
    {
        var store = new ModelStore(folder, clock);
        return [.. store.Versions().SelectMany(version => store.CardOf(version).Parts.Where(IsUsers).SelectMany(part => store.Read(version).Ids(part.File))).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether a model keeps the ids of its users.</summary>
    public static bool IsPersonal(ModelCard card) => card.Parts.Any(IsUsers);

    /// <summary>Whether a part of a model is the ids of its users.</summary>
    public static bool IsUsers(ModelPart part) => part.Type == "ids" && (part.File == "users" || part.File.EndsWith(".users", StringComparison.Ordinal));

    private static void Change((string Home, ModelCard Card) model, ModelPart part, string userId, Dictionary<string, byte[]> changes)
    {
        var (home, card) = model;
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
}
