using Taojin.Mining.Features;

namespace Taojin.Workflows.Serving.Owners;

/// <summary>What the owner of a user's live state said before an answer.</summary>
/// <param name="Since">What the user did since this server opened its copy of the log.</param>
internal sealed record OwnedUser(IReadOnlyList<OwnedEvent> Since)
{
    private static readonly int[] Places = [.. FeatureCatalog.Cards.SelectMany(card => card.Columns.Select(_ => card.Scope)).Select((scope, place) => (scope, place))
        .Where(each => each.scope == FeatureScope.User).Select(each => each.place)];

    /// <summary>The columns that an owner knows, in order: those of features that need no other user's events.</summary>
    public static IReadOnlyList<FeatureColumn> Columns { get; } = [.. Places.Select(place => FeatureCatalog.Columns[place])];

    /// <summary>The user's own features by item, shape [columns] each; none where they were not asked for.</summary>
    public IReadOnlyDictionary<string, float[]> Rows { get; init; } = new Dictionary<string, float[]>();

    /// <summary>Cuts an answer of an owner into rows.</summary>
    public static Dictionary<string, float[]> RowsOf(IReadOnlyList<string> items, float[] values) =>
        items.Select((item, place) => (item, Row: values.AsSpan(place * Places.Length, Places.Length).ToArray())).ToDictionary(each => each.item, each => each.Row, StringComparer.Ordinal);

    /// <summary>Puts what the owner knows of an item into a row of all features.</summary>
    public void Overwrite(string itemId, Span<float> row)
    {
        if (Rows.TryGetValue(itemId, out var owned))
            for (var column = 0; column < Places.Length && Places[column] < row.Length; column++)
                row[Places[column]] = owned[column];
    }
}
