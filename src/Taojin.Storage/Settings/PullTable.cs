using Taojin.Data;
using Taojin.Storage.Feeds;
using Tomlyn.Model;

namespace Taojin.Storage.Settings;

/// <summary>Reads the tables <c>[pulls.NAME]</c> of <c>taojin.toml</c>.</summary>
internal static class PullTable
{
    /// <summary>Name of the table that holds them.</summary>
    public const string Name = "pulls";

    /// <summary>How a feed is written, as a comment of a new file.</summary>
    public const string Example = """

        # Tables of a PostgreSQL that are pulled while the server runs. 定时从 PostgreSQL 拉取的表。
        # [pulls.orders]
        # connection = "postgres://reader:${SHOP_PASSWORD}@db.example:5432/shop"   # left out: TAOJIN_PULL_CONNECTION
        # table = "public.order_lines"
        # cursor = "updated_at"                     # grows with each new or changed row
        # id = "line_id"                            # tells rows apart; a row is one event for ever
        # into = "events"                           # or items, users
        # kind = "purchase"                         # or a column kind below, and what its values mean: kinds = { paid = "purchase" }
        # columns = { user_id = "customer_id", item_id = "sku", time = "paid_at", price = "unit_price", quantity = "quantity" }
        # every_seconds = 10
        # overlap_seconds = 300                     # looks so far back for transactions that were still open

        """;

    private static readonly Dictionary<string, Func<PullSettings, object, PullSettings?>> Keys = new(StringComparer.Ordinal)
    {
        ["connection"] = (pull, value) => value is string text ? pull with { Connection = text } : null,
        ["table"] = (pull, value) => value is string { Length: > 0 } text ? pull with { Table = text } : null,
        ["cursor"] = (pull, value) => value is string { Length: > 0 } text ? pull with { Cursor = text } : null,
        ["id"] = (pull, value) => value is string { Length: > 0 } text ? pull with { Id = text } : null,
        ["into"] = (pull, value) => value is string text && PullFields.Of(text) is not null ? pull with { Into = text } : null,
        ["kind"] = (pull, value) => KindOf(value) is { } kind ? pull with { Kind = kind } : null,
        ["kinds"] = (pull, value) => value is TomlTable table && table.Values.All(each => KindOf(each) is not null) ? pull with { Kinds = table.ToDictionary(each => each.Key, each => KindOf(each.Value)!.Value, StringComparer.Ordinal) } : null,
        ["columns"] = (pull, value) => value is TomlTable table && table.Values.All(each => each is string { Length: > 0 }) ? pull with { Columns = table.ToDictionary(each => each.Key, each => (string)each.Value, StringComparer.Ordinal) } : null,
        ["every_seconds"] = (pull, value) => value is long and >= 1 and <= 86_400 ? pull with { EverySeconds = (int)(long)value } : null,
        ["overlap_seconds"] = (pull, value) => value is long and >= 0 and <= 604_800 ? pull with { OverlapSeconds = (int)(long)value } : null,
    };

    /// <summary>All feeds of the table.</summary>
    /// <exception cref="TaojinException">settings.key-unknown, settings.value-invalid.</exception>
    public static IReadOnlyList<PullSettings> Read(TomlTable table) => [.. table.Select(entry => entry.Value is TomlTable keys
        ? ReadOne(entry.Key, keys)
        : throw Invalid($"{Name}.{entry.Key} is a table, not a value."))];

    private static PullSettings ReadOne(string name, TomlTable keys)
    {
        if (!name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-') || name.Length > 64)
            throw Invalid($"[{Name}.{name}]: the name of a feed has letters, digits, _ and -, 64 at most.");
        var pull = new PullSettings { Name = name, Table = "", Cursor = "", Id = "" };
        foreach (var (key, value) in keys)
        {
            if (!Keys.TryGetValue(key, out var read))
                throw new TaojinException("settings.key-unknown", $"{SettingsFile.Name}: '{key}' in [{Name}.{name}] is not known.", $"Did you mean '{NearestName.Of(key, Keys.Keys)}'?");
            pull = read(pull, value) ?? throw Invalid($"{Name}.{name}.{key} = {value} does not suit.");
        }
        foreach (var (key, value) in new[] { ("table", pull.Table), ("cursor", pull.Cursor), ("id", pull.Id) })
            if (value.Length == 0)
                throw Invalid($"[{Name}.{name}] has no '{key}'.");
        Check(pull);
        return pull;
    }

    private static void Check(PullSettings pull)
    {
        var fields = PullFields.Of(pull.Into)!;
        if (pull.Columns.Keys.FirstOrDefault(field => !fields.Contains(field)) is { } wrong)
            throw new TaojinException("settings.key-unknown", $"{SettingsFile.Name}: '{wrong}' in {Name}.{pull.Name}.columns is no field of {pull.Into}.", $"Did you mean '{NearestName.Of(wrong, fields)}'?");
        string[] needed = pull.Into == "events" ? ["user_id", "time"] : [pull.Into == "items" ? "item_id" : "user_id"];
        if (needed.FirstOrDefault(field => !pull.Columns.ContainsKey(field)) is { } missing)
            throw Invalid($"{Name}.{pull.Name}.columns does not say which column is {missing}.");
        if (pull.Into == "events" && (pull.Kind is null) != pull.Columns.ContainsKey("kind"))
            throw Invalid($"[{Name}.{pull.Name}] needs either 'kind' or a column for kind.");
    }

    private static EventKind? KindOf(object value) => value is string name && EventKinds.TryParse(name, out var kind) ? kind : null;

    private static TaojinException Invalid(string what) => new("settings.value-invalid", $"{SettingsFile.Name}: {what}", $"Such as:\n{Example.Trim()}");
}
