using System.Globalization;
using Taojin.Data;
using Taojin.Mining.Learning;

namespace Taojin.Testing;

/// <summary>
/// The shop in a box: a seeded shop whose purchases follow a known truth, so that a report can say how close to the best possible a model comes.
/// </summary>
/// <remarks>
/// At each of the shop's midnights every pair of user and item that was touched in the last seven days is bought during that day with a
/// probability that is known (<see cref="TrueProbability"/>) and depends on what can be seen (views, cart, favorite, recency) and on what can
/// only be inferred (the item's quality, the user's readiness, their affinity). Pairs first touched during the day may be bought on impulse;
/// they are no rows of that midnight. A cut at midnight with a horizon of a day therefore has an exact answer.
/// </remarks>
public sealed class GeneratedShop
{
    private readonly ShopSimulation _simulation;

    private GeneratedShop(ShopSimulation simulation) => _simulation = simulation;

    /// <summary>All that happened, in order of time.</summary>
    public ShopLog Log => _simulation.Log;

    /// <summary>Names all chance.</summary>
    public ulong Seed => _simulation.Seed;

    /// <summary>The shop's days: UTC+8.</summary>
    public ShopCalendar Calendar => ShopSimulation.Calendar;

    /// <summary>The last midnight: a day before the log's end, with its truth known.</summary>
    public Instant LastMidnight => _simulation.LastMidnight;

    /// <summary>Makes a shop. A hundred thousand events take about a third of a second.</summary>
    public static GeneratedShop Of(GeneratedShopOptions options) => new(new ShopSimulation(options.Validated()).Run());

    /// <summary>The probability that a user buys an item within the day after the last midnight, given everything; 0 for pairs not touched in the seven days before.</summary>
    public double TrueProbability(string userId, string itemId) =>
        Log.Users.TryIndexOf(userId, out var user) && Log.Items.Ids.TryIndexOf(itemId, out var item) ? _simulation.TruthOf(user, item) : 0;

    /// <summary>How much a user likes an item: the best possible order of a list.</summary>
    public double TrueAffinity(int user, int item) => _simulation.Affinity(user, item);

    /// <summary>Writes the events as CSV with a header: user_id, item_id, kind, time, price, quantity.</summary>
    /// <param name="writer">Receives the text.</param>
    /// <param name="dirt">Whether to add what real files hold: impossible times, an unknown kind, a row that is cut, a program that views thousands of pages.</param>
    public void WriteEvents(TextWriter writer, bool dirt = false)
    {
        writer.Write("user_id,item_id,kind,time,price,quantity\n");
        for (var index = 0; index < Log.Count; index++)
        {
            var happened = Log[index];
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Log.Users.IdAt(happened.User)},{Log.Items.Ids.IdAt(happened.Item)},{happened.Kind.Name()},{happened.Time},{happened.Price:0.##},{happened.Quantity:0}\n"));
        }
        if (dirt)
            WriteDirt(writer);
    }

    /// <summary>Writes the catalogue as CSV with a header: item_id, title, category, brand, price.</summary>
    public void WriteItems(TextWriter writer)
    {
        writer.Write("item_id,title,category,brand,price\n");
        for (var item = 0; item < Log.Items.Count; item++)
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Log.Items.Ids.IdAt(item)},\"{Log.Items.Title[item]}\",\"{Log.Items.Categories.IdAt(Log.Items.Category[item])}\",{_simulation.BrandOf(item)},{Log.Items.Price[item]:0.##}\n"));
    }

    private void WriteDirt(TextWriter writer)
    {
        var (user, item) = (Log.Users.IdAt(0), Log.Items.Ids.IdAt(0));
        writer.Write($"{user},{item},view,1902-05-07T00:00:00Z,,1\n{user},{item},view,2137-04-09T00:00:00Z,,1\n{user},{item},gaze,{Log.Start},,1\n,{item},view,{Log.Start},,1\n");
        for (var page = 0; page < 3000; page++)
            writer.Write($"robot,{Log.Items.Ids.IdAt(page % Log.Items.Count)},view,{new Instant(Log.Start.Microseconds + (page * Instant.PerSecond))},,1\n");
        writer.Write($"{user},{item}");
    }
}
