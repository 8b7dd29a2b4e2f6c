using Taojin.Data;

namespace Taojin.Mining.Tests;

/// <summary>Logs of a few events, by hand; times are hours after a moment.</summary>
internal static class SmallLog
{
    private static readonly Instant Start = Instant.OfSeconds(1_700_000_000);

    public static Instant At(double hours) => Start + TimeSpan.FromHours(hours);

    public static ShopLog Of(params (int User, int Item, EventKind Kind, double Hour)[] events) => new()
    {
        Users = new Vocabulary(Enumerable.Range(0, events.Max(each => each.User) + 1).Select(user => $"用户{user}")),
        Items = new Catalogue { Ids = new Vocabulary(Enumerable.Range(0, events.Max(each => each.Item) + 1).Select(item => $"商品{item}")) },
        User = [.. events.Select(each => each.User)],
        Item = [.. events.Select(each => each.Item)],
        Kind = [.. events.Select(each => each.Kind)],
        Time = [.. events.Select(each => At(each.Hour))],
    };
}
