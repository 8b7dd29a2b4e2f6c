using Taojin.Data;
using Taojin.Mining.Recommendation.Lists;
using Taojin.Mining.Recommendation.Rules;
using Tomlyn.Model;

namespace Taojin.Storage.Settings;

/// <summary>Reads the tables <c>[placements.NAME]</c> of <c>taojin.toml</c>.</summary>
internal static class PlacementTable
{
    /// <summary>Name of the table that holds them.</summary>
    public const string Name = "placements";

    /// <summary>How a placement is written, as a comment of a new file.</summary>
    public const string Example = """

        # Where lists stand and how each is made: ask for one with ?placement=home. 推荐位：用 ?placement=home 调用。
        # [placements.home]
        # retrievers = ["recommend@live"]           # aliases that are asked; with several their ranks count together
        # fallbacks = ["recommend@fallback"]        # who fills what is left
        # filters = ["not item.stock < 1", "item.price between 10 and 500"]
        # boosts = [{ when = 'item.category any ["新品"]', factor = 1.5 }]
        # objective = "relevance"                   # or purchase, or profit (probability × margin × kept)
        # diversity = 0.2                           # 0 keeps the order of values, 1 only looks for what is unlike
        # category_cap = 3                          # most places of one category
        # rotation = 0.7                            # what being shown today and left alone multiplies a value by
        # exploration = 0.05                        # share of places given to chance
        # exploration_kind = "epsilon"              # or thompson
        # pins = [{ item = "p1", position = 1 }]

        """;

    private static readonly Dictionary<string, Func<Placement, object, Placement?>> Keys = new(StringComparer.Ordinal)
    {
        ["retrievers"] = (placement, value) => Texts(value) is { Count: > 0 } aliases && aliases.All(IsRecommender) ? placement with { Retrievers = aliases } : null,
        ["fallbacks"] = (placement, value) => Texts(value) is { } aliases && aliases.All(IsRecommender) ? placement with { Fallbacks = aliases } : null,
        ["filters"] = (placement, value) => Texts(value) is { } rules ? placement with { Filters = [.. rules.Select(Rule.Parse)] } : null,
        ["boosts"] = (placement, value) => All(value, BoostOf) is { } boosts ? placement with { Boosts = boosts } : null,
        ["pins"] = (placement, value) => All(value, PinOf) is { } pins ? placement with { Pins = pins } : null,
        ["objective"] = (placement, value) => One<ListObjective>(value) is { } objective ? placement with { Objective = objective } : null,
        ["exploration_kind"] = (placement, value) => One<ExplorationKind>(value) is { } kind ? placement with { ExplorationKind = kind } : null,
        ["diversity"] = (placement, value) => Within(value, 0, 1) is { } weight ? placement with { Diversity = weight } : null,
        ["exploration"] = (placement, value) => Within(value, 0, 1) is { } share ? placement with { Exploration = share } : null,
        ["rotation"] = (placement, value) => Within(value, 0.01, 1) is { } factor ? placement with { Rotation = factor } : null,
        ["category_cap"] = (placement, value) => value is long and >= 0 and <= 1000 ? placement with { CategoryCap = (int)(long)value } : null,
    };

    /// <summary>All placements of the table.</summary>
    /// <exception cref="TaojinException">settings.key-unknown, settings.value-invalid, rule.invalid.</exception>
    public static IReadOnlyDictionary<string, Placement> Read(TomlTable table) => table.ToDictionary(
        entry => entry.Key,
        entry => entry.Value is TomlTable keys ? ReadOne(entry.Key, keys) : throw Invalid($"{Name}.{entry.Key} is a table, not a value."));

    private static Placement ReadOne(string name, TomlTable keys)
    {
        if (!name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-') || name.Length > 64)
            throw Invalid($"[{Name}.{name}]: the name of a placement has letters, digits, _ and -, 64 at most.");
        var placement = new Placement { Name = name };
        foreach (var (key, value) in keys)
        {
            if (!Keys.TryGetValue(key, out var read))
                throw new TaojinException("settings.key-unknown", $"{SettingsFile.Name}: '{key}' in [{Name}.{name}] is not known.", $"Did you mean '{NearestName.Of(key, Keys.Keys)}'?");
            placement = read(placement, value) ?? throw Invalid($"{Name}.{name}.{key} = {value} does not suit.");
        }
        return placement;
    }

    private static TaojinException Invalid(string what) => new("settings.value-invalid", $"{SettingsFile.Name}: {what}", $"Such as:\n{Example.Trim()}");

    private static bool IsRecommender(string alias) => alias.StartsWith("recommend@", StringComparison.Ordinal);

    private static Boost? BoostOf(TomlTable table) =>
        table.Count == 2 && table.TryGetValue("when", out var when) && when is string rule && table.TryGetValue("factor", out var factor) && Within(factor, 0.001, 1000) is { } times
            ? new(Rule.Parse(rule), times) : null;

    private static Pin? PinOf(TomlTable table) =>
        table.Count == 2 && table.TryGetValue("item", out var item) && item is string { Length: > 0 } id && table.TryGetValue("position", out var position) && position is long and >= 1 and <= 1000
            ? new(id, (int)(long)position) : null;

    private static List<string>? Texts(object value) => value is TomlArray array && array.All(each => each is string) ? [.. array.Cast<string>()] : null;

    private static List<T>? All<T>(object value, Func<TomlTable, T?> read)
        where T : class
    {
        var tables = value switch { TomlArray array when array.All(each => each is TomlTable) => array.Cast<TomlTable>(), TomlTableArray array => array, _ => null };
        var all = tables?.Select(read).ToList();
        return all?.Contains(null) == false ? [.. all.OfType<T>()] : null;
    }

    private static T? One<T>(object value)
        where T : struct, Enum =>
        value is string name && Enum.GetValues<T>().Any(each => each.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)) ? Enum.Parse<T>(name, ignoreCase: true) : null;

    private static double? Within(object value, double least, double most) =>
        value switch { long whole => whole, double real => real, _ => double.NaN } is var number && number >= least && number <= most ? number : null;
}
