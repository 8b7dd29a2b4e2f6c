using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>Scores only what the user bought before: lists that hide seen items cannot hold its answers.</summary>
public interface IRepeatRecommender : IRecommender
{
    /// <summary>Why an item is said to be due; null when the user never bought it.</summary>
    BuyAgainReason? Why(int user, int item);
}

/// <summary>Why an item is due to be bought again: "bought 4 times, about every 21 days, last 23 days ago".</summary>
/// <param name="Times">How often the user bought it.</param>
/// <param name="UsualDays">Days between two purchases, as foretold for this user.</param>
/// <param name="DaysSince">Days from the last purchase to the end of the data.</param>
/// <param name="Chance">Chance of a purchase within the horizon, 0 to 1.</param>
public readonly record struct BuyAgainReason(int Times, float UsualDays, float DaysSince, float Chance);

/// <summary>The chance of each bought item to be bought again, as of the end of the data. 28 bytes a pair.</summary>
/// <remarks>It does not fold in: a history holds the last time of an item, the chance needs the first and all between.</remarks>
public sealed class BuyAgainModel : IPersistent<BuyAgainModel>, IRepeatRecommender
{
    private readonly CsrMatrix _chances;
    private readonly BuyAgainReason[] _reasons;

    internal BuyAgainModel(Vocabulary users, Vocabulary items, CsrMatrix chances, BuyAgainReason[] reasons) =>
        (Users, Items, _chances, _reasons) = (users, items, chances, reasons);

    /// <inheritdoc />
    public Vocabulary Users { get; }

    /// <inheritdoc />
    public Vocabulary Items { get; }

    /// <inheritdoc />
    public void Score(int user, Span<float> scores)
    {
        scores.Fill(float.NaN);
        var row = _chances[user];
        for (var entry = 0; entry < row.Count; entry++)
            scores[row.Columns[entry]] = row.Values[entry];
    }

    /// <inheritdoc />
    public BuyAgainReason? Why(int user, int item) =>
        _chances[user].Columns.BinarySearch(item) is var entry and >= 0 ? _reasons[_chances.Starts[user] + entry] : null;

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("users", Users.Ids);
        writer.Ids("items", Items.Ids);
        SparseParts.Save(writer, "chances", _chances);
        writer.Array<BuyAgainReason>("reasons", _reasons);
    }

    /// <inheritdoc />
    public static BuyAgainModel Load(IArtifactReader reader) => new(
        new Vocabulary(reader.Ids("users")),
        new Vocabulary(reader.Ids("items")),
        SparseParts.Load(reader, "chances"),
        reader.Array<BuyAgainReason>("reasons"));
}
