using Taojin.Data;
using Taojin.Storage.Models;

namespace Taojin.Workflows.Serving;

/// <summary>Versions that are looked at beside the published ones: the last few stay open.</summary>
internal sealed class OtherVersions(Mine mine, Catalogue items)
{
    private const int Room = 3;
    private readonly Lock _turn = new();
    private readonly List<(ModelVersion Version, PublishedModels Beside, PublishedModels Models)> _open = [];

    /// <param name="published">The models that answer beside it.</param>
    /// <param name="version">The version to ask.</param>
    /// <exception cref="TaojinException">It recommends nothing, is missing or damaged.</exception>
    public PublishedModels Of(PublishedModels published, ModelVersion version)
    {
        if (version.Task != "recommend")
            throw new TaojinException("model.other-task", $"{version} makes no lists.", "Name a version of the task recommend.");
        lock (_turn)
        {
            var place = _open.FindIndex(each => each.Version == version && ReferenceEquals(each.Beside, published));
            if (place >= 0)
                return _open[place].Models;
            if (_open.Count == Room)
                _open.RemoveAt(0);
            _open.Add((version, published, published.With(mine, items, version)));
            return _open[^1].Models;
        }
    }
}
