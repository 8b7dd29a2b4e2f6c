using Taojin.Storage.Models;

namespace Taojin.Storage.Privacy;

/// <summary>Gives the users of trained models their new names. Nothing else in a model knows of names, so that it answers as before and need not be trained again.</summary>
internal static class ModelRotation
{
    /// <summary>Rewrites the versions that hold older names.</summary>
    /// <returns>Those that did.</returns>
    public static IReadOnlyList<ModelVersion> Run(string folder, Pseudonyms names, (TimeProvider Clock, ICollection<ErasedFile> Missed) by) => new ModelRewrite(folder, by.Clock).Change((home, card) =>
    {
        var changes = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var part in card.Parts.Where(ModelErasure.IsUsers))
        {
            var ids = new FolderReader(home, card).Ids(part.File);
            if (ids.Any(names.IsOlder))
                changes[part.File] = FolderWriter.BytesOf([.. ids.Select(id => names.Renewed(id) ?? id)]);
        }
        return changes;
    }, by.Missed);
}
