using Taojin.Data;

namespace Taojin.Storage.Postgres;

/// <summary>The log as a partition of users reads it.</summary>
public interface IPartLog
{
    /// <summary>Events of a partition that a cursor has not seen, and the cursor behind them.</summary>
    /// <param name="part">The partition, 0 to <see cref="UserPart.Count"/> − 1.</param>
    /// <param name="seen">The cursor; null for the beginning.</param>
    /// <remarks>Whatever the order in which transactions end, each event is given once.</remarks>
    Task<PartNews> ReadAsync(int part, string? seen);

    /// <summary>All events of some users that a cursor has seen, in order of time.</summary>
    /// <param name="part">Their partition.</param>
    /// <param name="users">The users.</param>
    /// <param name="seen">The cursor.</param>
    Task<IReadOnlyList<PartEvent>> EventsOfAsync(int part, IReadOnlyCollection<string> users, string seen);

    /// <summary>Categories of the items that have one, as the shop's catalogue gives them: a person's answer stands before the shop's own, that before what a model said.</summary>
    Task<Dictionary<string, string>> CategoriesOfAsync(IReadOnlyCollection<string> items);

    /// <summary>What was kept of a partition last, and the cursor it stands at; null when there is nothing.</summary>
    Task<(string Seen, byte[] State)?> StateOfAsync(int part);

    /// <summary>Keeps what was made of a partition's events up to a cursor, unless some of them were taken out of the log since.</summary>
    Task KeepStateAsync(int part, string seen, byte[] state);
}

/// <summary>What a cursor has not seen.</summary>
/// <param name="Events">Events, in order of time.</param>
/// <param name="Seen">The cursor behind them.</param>
public sealed record PartNews(IReadOnlyList<PartEvent> Events, string Seen)
{
    /// <summary>Whether events of the partition that the cursor may have seen were taken out of the log: then what was made of them is made anew, from the beginning.</summary>
    public bool IsTakenBack { get; init; }

    /// <summary>Whether any item may have another category than when the cursor stood where it was.</summary>
    public bool IsSortedAnew { get; init; }
}

/// <summary>What the live state of users needs of an event.</summary>
/// <param name="UserId">Whose it is.</param>
/// <param name="ItemId">The item, or null.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Time">When.</param>
public readonly record struct PartEvent(string UserId, string? ItemId, EventKind Kind, Instant Time)
{
    /// <summary>Of a rating, its value; else NaN.</summary>
    public float Rating { get; init; } = float.NaN;

    /// <summary>The transaction that wrote it, for <see cref="LogCursor"/>.</summary>
    public long Tx { get; init; }
}
