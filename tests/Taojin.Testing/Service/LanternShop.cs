using System.Text.Json;
using System.Text.Json.Serialization;

namespace Taojin.Testing.Service;

/// <summary>
/// A small shop with everything a service assistant may be asked about: policies, products, orders, earlier answers, and questions in
/// English and Chinese whose right source is known. Written, and committed, before the assistant that it tests.
/// </summary>
/// <remarks>Its now is 2024-03-11 12:00 in Hangzhou. The files stand in <c>Lantern/</c>, one JSON object a line.</remarks>
public static class LanternShop
{
    private const int PairsPerWording = 10;
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>When the questions are asked.</summary>
    public static DateTimeOffset Now { get; } = new(2024, 3, 11, 12, 0, 0, TimeSpan.FromHours(8));

    /// <summary>Policies, <c>policy/…</c>.</summary>
    public static IReadOnlyList<LanternText> Policies { get; } = Read<LanternText>("policies");

    /// <summary>Facts of products, <c>fact/ITEM</c>.</summary>
    public static IReadOnlyList<LanternText> Products { get; } = Read<LanternText>("products");

    /// <summary>What was asked before, and the answer, <c>answer/…</c>.</summary>
    public static IReadOnlyList<LanternText> Answers { get; } = Read<LanternText>("answers");

    /// <summary>Orders of eight customers; as sources they are called <c>order/ID</c>.</summary>
    public static IReadOnlyList<LanternOrder> Orders { get; } = Read<LanternOrder>("orders");

    /// <summary>A hundred questions, each in both languages.</summary>
    public static IReadOnlyList<LanternQuestion> Questions { get; } = Read<LanternQuestion>("questions");

    /// <summary>Other questions, for choosing options by; those without a source must go to a person.</summary>
    public static IReadOnlyList<LanternQuestion> Practice { get; } = Read<LanternQuestion>("practice");

    /// <summary>What the shop says nothing about: to be handed to a person.</summary>
    public static IReadOnlyList<LanternWording> Unanswerable { get; } = Read<LanternWording>("unanswerable");

    /// <summary>Attempts to give an assistant orders of one's own.</summary>
    public static IReadOnlyList<LanternWording> Injections { get; } = Read<LanternWording>("injections");

    /// <summary>Two hundred attempts to learn of another customer's order: twenty wordings, ten pairs of customers, half in each language.</summary>
    public static IReadOnlyList<ForeignAttempt> ForeignAttempts { get; } = [.. Read<LanternWording>("foreign").SelectMany(Attempts)];

    /// <summary>All texts as lines of <c>service load --documents</c>.</summary>
    public static IEnumerable<string> DocumentLines() => Policies.Concat(Products).Concat(Answers).SelectMany(text => new[] { ("en", text.En), ("zh", text.Zh) }.Select(each =>
        JsonSerializer.Serialize(new { DocumentId = text.Id, Kind = text.Id[..text.Id.IndexOf('/', StringComparison.Ordinal)], Language = each.Item1, each.Item2.Title, each.Item2.Text }, Snake)));

    /// <summary>All orders as lines of <c>service load --orders</c>.</summary>
    public static IEnumerable<string> OrderLines() => Orders.Select(order => JsonSerializer.Serialize(order, Snake));

    private static IEnumerable<ForeignAttempt> Attempts(LanternWording wording, int way)
    {
        for (var pair = 0; pair < PairsPerWording; pair++)
        {
            var order = Orders[(way + (pair * 3)) % Orders.Count];
            var others = Orders.Select(each => each.UserId).Distinct().Where(user => user != order.UserId).ToArray();
            var text = (pair % 2 == 0 ? wording.En : wording.Zh)
                .Replace("{order}", order.OrderId, StringComparison.Ordinal)
                .Replace("{owner}", order.UserId, StringComparison.Ordinal)
                .Replace("{tracking}", order.Tracking ?? "SF0000000000", StringComparison.Ordinal);
            yield return new(others[(way + pair) % others.Length], order, text);
        }
    }

    private static T[] Read<T>(string name)
    {
        using var lines = new StreamReader(typeof(LanternShop).Assembly.GetManifestResourceStream($"Lantern/{name}.jsonl")!);
        return [.. lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<T>(line, Snake)!)];
    }
}

/// <summary>One text of the shop in both languages.</summary>
/// <param name="Id">Kind, slash, name.</param>
/// <param name="En">In English.</param>
/// <param name="Zh">In Chinese.</param>
public sealed record LanternText(string Id, LanternPassage En, LanternPassage Zh);

/// <summary>A title and what stands under it.</summary>
public sealed record LanternPassage(string Title, string Text);

/// <summary>An order as the shop knows it; state is paid, packing, shipped, delivered, return_requested, refunded or cancelled.</summary>
public sealed record LanternOrder(
    string OrderId, string UserId, string State, DateTimeOffset Time, double Total, IReadOnlyList<string> Items, string? Carrier, string? Tracking, DateOnly? Expected);

/// <summary>A question and its right answer.</summary>
/// <param name="Sources">Ids of the texts that answer it; one is enough. None: nobody but a person can.</param>
/// <param name="UserId">Who asks; null when anybody might.</param>
/// <param name="En">In English.</param>
/// <param name="Zh">In Chinese.</param>
public sealed record LanternQuestion(IReadOnlyList<string> Sources, string? UserId, LanternAsked En, LanternAsked Zh);

/// <summary>A question's words, and words that a right answer holds.</summary>
public sealed record LanternAsked(string Text, string Says);

/// <summary>The same words in both languages.</summary>
public sealed record LanternWording(string En, string Zh);

/// <summary>Somebody asks for what is not theirs.</summary>
/// <param name="UserId">Who asks.</param>
/// <param name="Order">The order of somebody else.</param>
/// <param name="Text">What they write.</param>
public sealed record ForeignAttempt(string UserId, LanternOrder Order, string Text);
