using Taojin.Storage.Database;

namespace Taojin.Storage.Resources;

/// <summary>What a shop keeps beside its log and changes: items, users, reviews, feedback; and the log, event by event.</summary>
public sealed class ShopResources
{
    internal ShopResources(LogDatabase database, EventLog log) =>
        (Items, Users, Reviews, Feedback, Events) = (new(database, log), new(database, log), new(database, log), new(database, log), new(database));

    /// <summary>The catalogue.</summary>
    public ItemTable Items { get; }

    /// <summary>The users.</summary>
    public UserTable Users { get; }

    /// <summary>The reviews.</summary>
    public ReviewTable Reviews { get; }

    /// <summary>Feedback as Gorse's clients know it.</summary>
    public FeedbackTable Feedback { get; }

    /// <summary>The log.</summary>
    public EventTable Events { get; }
}
