using Taojin.Storage.Database;

namespace Taojin.Storage.Privacy;

/// <summary>Counts that may leave the house: no row stands for fewer people than <c>privacy.smallest_group</c>. Smaller ones are put together, and what is still too small is left out.</summary>
public sealed class Aggregates
{
    private const string Others = "(others)";
    private readonly LogDatabase _database;
    private readonly Consents _consents;
    private readonly int _smallest;

    internal Aggregates(LogDatabase database, Consents consents, int smallest) => (_database, _consents, _smallest) = (database, consents, Math.Max(2, smallest));

    /// <summary>Events and people by kind, month and category; without people who do not allow analytics.</summary>
    public AggregateResult Run()
    {
        var rows = new List<AggregateRow>();
        var hidden = 0;
        foreach (var part in Groups().GroupBy(group => (group.Kind, group.Month)))
        {
            rows.AddRange(part.Where(IsLarge).Select(Row));
            var small = part.Where(group => !IsLarge(group)).ToArray();
            if (small.Length == 0)
                continue;
            var together = new Group(part.Key.Kind, part.Key.Month, Others, small.SelectMany(group => group.People).ToHashSet(StringComparer.Ordinal), small.Sum(group => group.Events));
            if (small.Length > 1 && IsLarge(together))
                rows.Add(Row(together));
            else
                hidden += small.Length;
        }
        return new(_smallest, hidden, rows);
    }

    private bool IsLarge(Group group) => group.People.Count >= _smallest;

    private static AggregateRow Row(Group group) => new(group.Kind, group.Month, group.Category, group.People.Count, group.Events);

    private List<Group> Groups()
    {
        var groups = new List<Group>();
        using var snapshot = _database.Duplicate();
        using var command = snapshot.Command("aggregate_people");
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var (kind, month, category, user) = (reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3));
            if (!_consents.Allows(user, Purposes.Analytics))
                continue;
            if (groups.Count == 0 || (groups[^1].Kind, groups[^1].Month, groups[^1].Category) != (kind, month, category))
                groups.Add(new(kind, month, category, new(StringComparer.Ordinal), 0));
            groups[^1].People.Add(user);
            groups[^1] = groups[^1] with { Events = groups[^1].Events + reader.GetInt64(4) };
        }
        return groups;
    }

    private sealed record Group(string Kind, string Month, string Category, HashSet<string> People, long Events);
}

/// <summary>Counts that may leave the house.</summary>
/// <param name="SmallestGroup">No row stands for fewer people.</param>
/// <param name="Hidden">How many groups were too small even together.</param>
/// <param name="Rows">The counts.</param>
public sealed record AggregateResult(int SmallestGroup, int Hidden, IReadOnlyList<AggregateRow> Rows);

/// <summary>One group.</summary>
/// <param name="Kind">What they did.</param>
/// <param name="Month">When, as yyyy-MM in UTC.</param>
/// <param name="Category">With what; <c>(others)</c> for small groups put together.</param>
/// <param name="People">How many people.</param>
/// <param name="Events">How many events.</param>
public sealed record AggregateRow(string Kind, string Month, string Category, int People, long Events);
