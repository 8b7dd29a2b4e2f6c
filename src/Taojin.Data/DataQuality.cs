namespace Taojin.Data;

/// <summary>What a log holds, counted: the ground on which it is decided what can be learned from it.</summary>
public sealed record DataQuality
{
    /// <summary>Number of events.</summary>
    public long Events { get; init; }

    /// <summary>Number of events of each kind, by the kind's number, shape [kinds].</summary>
    public IReadOnlyList<long> EventsByKind { get; init; } = new long[EventKinds.Count];

    /// <summary>Number of users with an event.</summary>
    public long Users { get; init; }

    /// <summary>Number of items with an event.</summary>
    public long Items { get; init; }

    /// <summary>Number of different pairs of user and item.</summary>
    public long Pairs { get; init; }

    /// <summary>Number of users who bought.</summary>
    public long Buyers { get; init; }

    /// <summary>Purchases of an item that the user had touched before (viewed, favorited, put into the cart or bought).</summary>
    public long ForeseeablePurchases { get; init; }

    /// <summary>Number of events of the same user, item, kind and time as an earlier one.</summary>
    public long Repeats { get; init; }

    /// <summary>Number of sessions, parted by half an hour without an event.</summary>
    public long Sessions { get; init; }

    /// <summary>Number of categories with an item that has events.</summary>
    public long Categories { get; init; }

    /// <summary>Share of events whose item has a category, 0 to 1.</summary>
    public double CategoryShare { get; init; }

    /// <summary>Share of events with a price, 0 to 1.</summary>
    public double PriceShare { get; init; }

    /// <summary>Share of items with events that have a title, 0 to 1.</summary>
    public double TitleShare { get; init; }

    /// <summary>Share of items with events that have a picture, 0 to 1.</summary>
    public double ImageShare { get; init; }

    /// <summary>Median number of events of a user.</summary>
    public double MedianEventsPerUser { get; init; }

    /// <summary>Share of events that the busiest tenth of the items takes, 0 to 1.</summary>
    public double TopTenthShare { get; init; }

    /// <summary>First event.</summary>
    public Instant Start { get; init; }

    /// <summary>Last event.</summary>
    public Instant End { get; init; }

    /// <summary>Number of events on each day of the shop, in order, days without events included.</summary>
    public IReadOnlyList<DayCount> Days { get; init; } = [];

    /// <summary>Hours from the first event to the last.</summary>
    public double Hours => End.HoursSince(Start);

    /// <summary>Counts what a log holds. A few passes; memory in proportion to the pairs.</summary>
    /// <param name="log">The log, in order of time.</param>
    /// <param name="calendar">Where days begin.</param>
    public static DataQuality Of(ShopLog log, ShopCalendar calendar) => new DataQualityCount(log, calendar).Run();

    /// <summary>Number of events of a kind.</summary>
    public long Of(EventKind kind) => EventsByKind[(int)kind];
}

/// <summary>Events of one day.</summary>
/// <param name="Day">The day, by the shop's calendar.</param>
/// <param name="Events">All events.</param>
/// <param name="Purchases">Purchases among them.</param>
public sealed record DayCount(DateOnly Day, long Events, long Purchases);
