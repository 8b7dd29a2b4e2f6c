using System.Globalization;
using Taojin.Data;
using Taojin.Mining.Recommendation;
using Taojin.Storage.Postgres;

namespace Taojin.Storage.Settings;

/// <summary>One key of <c>taojin.toml</c>: how it is explained, written and read.</summary>
/// <param name="Table">Table that it stands in.</param>
/// <param name="Name">Name, in snake_case.</param>
/// <param name="Comment">What it is for; written above it.</param>
/// <param name="Write">Its value as TOML.</param>
/// <param name="Read">The settings with its value; null when the value does not suit.</param>
internal sealed record SettingKey(
    string Table, string Name, string Comment, Func<WorkspaceSettings, string> Write, Func<WorkspaceSettings, object, WorkspaceSettings?> Read)
{
    /// <summary>All keys, in the order of the file. A new one is one entry here and a property of the settings.</summary>
    public static IReadOnlyList<SettingKey> All { get; } =
    [
        new("shop", "name", "Name of the shop, before people. 店铺名称。",
            settings => Quoted(settings.ShopName),
            (settings, value) => value is string { Length: > 0 } name ? settings with { ShopName = name } : null),
        new("shop", "currency", "Currency of prices, three letters. 价格的币种。",
            settings => Quoted(settings.Currency),
            (settings, value) => value is string { Length: 3 } code && code.All(char.IsAsciiLetterUpper) ? settings with { Currency = code } : null),
        new("shop", "utc_offset", "Distance of the shop's clock from UTC: where its days begin, and the zone of times that name none. 店铺时区。",
            settings => Quoted(OffsetText(settings.Calendar.Offset)),
            (settings, value) => TryOffset(value, out var offset) ? settings with { Calendar = new ShopCalendar(offset) } : null),
        new("import", "plausible_from", "Events before this day are rejected as implausible. 早于此日期的事件将被拒收。",
            settings => settings.PlausibleFrom.ToDateTimeOffset().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            (settings, value) => TryDay(value, out var day) ? settings with { PlausibleFrom = day } : null),
        new("import", "plausible_ahead_hours", "Events further in the future than this are rejected. 允许的未来时间（小时）。",
            settings => Number(settings.PlausibleAheadHours),
            (settings, value) => TryNumber(value, 0, 24 * 366, out var hours) ? settings with { PlausibleAheadHours = hours } : null),
        new("import", "plausible_live_minutes", "Live events further in the future than this are rejected. 实时事件允许的未来时间（分钟）。",
            settings => Number(settings.PlausibleLiveMinutes),
            (settings, value) => TryNumber(value, 0, 60 * 24 * 366, out var minutes) ? settings with { PlausibleLiveMinutes = minutes } : null),
        new("import", "unpacked_limit_gb", "A packed file that unpacks to more than this is refused. 压缩文件解压后的上限（GB）。",
            settings => Number(settings.UnpackedLimitGb),
            (settings, value) => TryNumber(value, 0.001, 1e6, out var limit) ? settings with { UnpackedLimitGb = limit } : null),
        new("import", "unpacked_ratio_limit", "A packed file that grows more times its size than this, and beyond 64 MB, is refused. 压缩文件允许的膨胀倍数。",
            settings => Number(settings.UnpackedRatioLimit),
            (settings, value) => TryNumber(value, 1, 1e6, out var ratio) ? settings with { UnpackedRatioLimit = ratio } : null),
        new("database", "store", "PostgreSQL that holds the shop, such as postgres://shop:${SHOP_PASSWORD}@db.example/shop, where ${NAME} is read from the environment; empty: the file in this folder. 存储数据库地址，留空则使用本目录中的文件。",
            settings => Quoted(settings.Store),
            (settings, value) => value is string store && (store.Length == 0 || PostgresAddress.IsAddress(store)) ? settings with { Store = store } : null),
        new("database", "memory_limit_gb", "Most memory of the database; learning comes on top. 数据库内存上限（GB）。",
            settings => Number(settings.MemoryLimitGb),
            (settings, value) => TryNumber(value, 0.25, 4096, out var limit) ? settings with { MemoryLimitGb = limit } : null),
        new("database", "threads", "Threads of the database. 数据库线程数。",
            settings => Number(settings.Threads),
            (settings, value) => value is long and >= 1 and <= 1024 ? settings with { Threads = (int)(long)value } : null),
        Weight("view", "a view", "浏览", weights => weights.View, (weights, value) => weights with { View = value }),
        Weight("favorite", "a favorite", "收藏", weights => weights.Favorite, (weights, value) => weights with { Favorite = value }),
        Weight("cart", "a cart", "加购", weights => weights.Cart, (weights, value) => weights with { Cart = value }),
        Weight("purchase", "a purchase", "购买", weights => weights.Purchase, (weights, value) => weights with { Purchase = value }),
        Weight("rate", "a rating", "评分", weights => weights.Rate, (weights, value) => weights with { Rate = value }),
        new("texts", "encoder", "Folder of a sentence encoder (model.onnx and its tokenizer files) for categories, sentiment, intents and the assistant, such as encoders/minilm; empty: none. 句向量模型所在文件夹，留空则不使用。",
            settings => Quoted(settings.Encoder),
            (settings, value) => value is string folder ? settings with { Encoder = folder } : null),
        new("assistant", "model_url", "Where a language model speaks the OpenAI protocol, such as http://127.0.0.1:11434/v1 (Ollama); empty: none. Its key stands in TAOJIN_MODEL_KEY. 大语言模型地址，留空则不使用。",
            settings => Quoted(settings.Assistant.ModelUrl),
            (settings, value) => value is string url && (url.Length == 0 || Uri.TryCreate(url, UriKind.Absolute, out _)) ? settings with { Assistant = settings.Assistant with { ModelUrl = url } } : null),
        new("assistant", "model", "Name of the model, such as qwen3:8b. 模型名称。",
            settings => Quoted(settings.Assistant.Model),
            (settings, value) => value is string name ? settings with { Assistant = settings.Assistant with { Model = name } } : null),
        new("assistant", "timeout_seconds", "Longest wait for the model; then passages answer. 等待模型的最长时间（秒）。",
            settings => Number(settings.Assistant.TimeoutSeconds),
            (settings, value) => TryNumber(value, 0.1, 600, out var seconds) ? settings with { Assistant = settings.Assistant with { TimeoutSeconds = seconds } } : null),
        new("assistant", "answer_tokens", "Most tokens of one answer. 单次回答的最多词元数。",
            settings => Number(settings.Assistant.AnswerTokens),
            (settings, value) => value is long and >= 16 and <= 100_000 ? settings with { Assistant = settings.Assistant with { AnswerTokens = (int)(long)value } } : null),
        new("assistant", "daily_tokens", "Most tokens of one day, read and written; 0 asks the model nothing. 每日词元上限。",
            settings => Number(settings.Assistant.DailyTokens),
            (settings, value) => value is long and >= 0 and <= int.MaxValue ? settings with { Assistant = settings.Assistant with { DailyTokens = (int)(long)value } } : null),
        new("server", "address", "Address that ./taojin serve listens on; 127.0.0.1 is this machine only. 服务监听地址。",
            settings => Quoted(settings.ServerAddress),
            (settings, value) => value is string { Length: > 0 } address ? settings with { ServerAddress = address } : null),
        new("server", "port", "Port that ./taojin serve listens on. 服务端口。",
            settings => Number(settings.ServerPort),
            (settings, value) => value is long and >= 1 and <= 65535 ? settings with { ServerPort = (int)(long)value } : null),
        .. ServerKeys.All,
        .. PrivacyKeys.All,
        .. FeedKeys.All,
        .. CanaryKeys.All,
        .. ScheduleKeys.All,
    ];

    private static SettingKey Weight(string name, string what, string whatZh, Func<GivenWeights, double?> read, Func<GivenWeights, double?, GivenWeights> write) =>
        new("weights", name, $"What {what} counts in recommendations: a number, or \"learned\". {whatZh}的权重。",
            settings => read(settings.Weights) is { } weight ? Number(weight) : Quoted("learned"),
            (settings, value) => value is "learned" ? settings with { Weights = write(settings.Weights, null) }
                : TryNumber(value, 0, 1000, out var weight) ? settings with { Weights = write(settings.Weights, weight) } : null);

    internal static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal) + "\"";

    internal static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string OffsetText(TimeSpan offset) => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture);

    private static bool TryOffset(object value, out TimeSpan offset)
    {
        offset = default;
        if (value is not string { Length: 6 } text || text[0] is not ('+' or '-') || !TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out offset))
            return false;
        offset = text[0] == '-' ? -offset : offset;
        return offset.Duration() <= TimeSpan.FromHours(14);
    }

    internal static bool TryNumber(object value, double least, double most, out double number)
    {
        number = value switch { long whole => whole, double real => real, _ => double.NaN };
        return number >= least && number <= most;
    }

    private static bool TryDay(object value, out Instant day)
    {
        var text = value switch { string written => written, IFormattable time => time.ToString(null, CultureInfo.InvariantCulture), _ => value.ToString() };
        var isDay = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time0);
        day = Instant.Of(time0);
        return isDay;
    }
}
