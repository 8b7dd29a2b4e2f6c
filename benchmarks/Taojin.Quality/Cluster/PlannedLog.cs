using System.Globalization;
using Taojin.Data;
using Taojin.Storage;
using Taojin.Storage.Postgres;

namespace Taojin.Quality.Cluster;

/// <summary>The events that unit costs are measured with, by number: users and items by chance, a purchase among twenty.</summary>
/// <param name="Users">How many users.</param>
/// <param name="Items">How many items.</param>
/// <param name="Count">Events that are in the store before anything is asked.</param>
internal sealed record PlannedLog(int Users, int Items, int Count)
{
    private const int EventsPerBatch = 500;
    private static readonly Instant Start = Instant.OfSeconds(1_780_000_000);

    public string UserOf(int number) => string.Create(CultureInfo.InvariantCulture, $"u{number * 7919L % Users}");

    public NewEvent Event(int number) => new()
    {
        EventId = string.Create(CultureInfo.InvariantCulture, $"e{number}"),
        UserId = UserOf(number),
        ItemId = string.Create(CultureInfo.InvariantCulture, $"i{number * 104_729L % Items}"),
        Kind = number % 20 == 0 ? EventKind.Purchase : EventKind.View,
        Time = Start + TimeSpan.FromMilliseconds(number),
    };

    /// <summary>Makes events durable through a node's own way into the log.</summary>
    public async Task AppendAsync(string store, int from, int count)
    {
        using var log = PartitionedLog.Open(store, TimeProvider.System);
        for (var start = from; start < from + count; start += EventsPerBatch)
            await log.AppendAsync([.. Enumerable.Range(start, EventsPerBatch).Select(Event)]);
    }
}
