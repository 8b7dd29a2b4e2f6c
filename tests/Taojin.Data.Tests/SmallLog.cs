namespace Taojin.Data.Tests;

/// <summary>Logs of a few events, by hand; times are hours after a moment, users and items have Chinese names.</summary>
internal static class SmallLog
{
    /// <summary>2023-11-15 00:00 in Shanghai.</summary>
    public static Instant Start { get; } = Instant.Of(new DateTimeOffset(2023, 11, 15, 0, 0, 0, TimeSpan.FromHours(8)));

    public static Instant At(double hours) => Start + TimeSpan.FromHours(hours);

    public static ShopLog Of(params (int User, int Item, EventKind Kind, double Hour)[] events) => Of(new Catalogue { Ids = Names("商品", events.Select(each => each.Item)) }, events);

    public static ShopLog Of(Catalogue items, params (int User, int Item, EventKind Kind, double Hour)[] events) => new()
    {
        Users = Names("用户", events.Select(each => each.User)),
        Items = items,
        User = [.. events.Select(each => each.User)],
        Item = [.. events.Select(each => each.Item)],
        Kind = [.. events.Select(each => each.Kind)],
        Time = [.. events.Select(each => At(each.Hour))],
    };

    public static Vocabulary Names(string what, IEnumerable<int> indexes) => new(Enumerable.Range(0, indexes.Append(-1).Max() + 1).Select(index => $"{what}{index}"));
}
