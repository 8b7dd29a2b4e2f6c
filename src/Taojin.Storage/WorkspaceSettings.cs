using System.Collections.Frozen;
using Taojin.Data;
using Taojin.Mining.Evaluation.Online;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Recommendation.Lists;

namespace Taojin.Storage;

/// <summary>What <c>taojin.toml</c> says. The defaults suit a shop in China on a small machine.</summary>
public sealed record WorkspaceSettings
{
    /// <summary>Name of the shop, before people.</summary>
    public string ShopName { get; init; } = "My shop";

    /// <summary>Currency of prices, ISO 4217.</summary>
    public string Currency { get; init; } = "CNY";

    /// <summary>The shop's days and hours; also the zone of times that name none.</summary>
    public ShopCalendar Calendar { get; init; } = new(TimeSpan.FromHours(8));

    /// <summary>Earliest plausible time of an event.</summary>
    public Instant PlausibleFrom { get; init; } = Instant.Of(new DateTimeOffset(1995, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>How far an event of a file may lie in the future, in hours: files name days and zones of their own.</summary>
    public double PlausibleAheadHours { get; init; } = 24;

    /// <summary>How far a live event may lie in the future, in minutes: clocks differ. One hours ahead is local time sent as UTC, and would make all that happens meanwhile seem late.</summary>
    public double PlausibleLiveMinutes { get; init; } = 5;

    /// <summary>Most that a packed file may unpack to, in GB.</summary>
    public double UnpackedLimitGb { get; init; } = 200;

    /// <summary>How many times its own size a packed file may unpack to; 64 MB are always granted.</summary>
    public double UnpackedRatioLimit { get; init; } = 200;

    /// <summary>The PostgreSQL database that is the shop's store, such as <c>postgres://shop:${SHOP_PASSWORD}@db.example/shop</c>; empty: the workspace's own file.</summary>
    public string Store { get; init; } = "";

    /// <summary>Most memory of the database, in GB; learning comes on top.</summary>
    public double MemoryLimitGb { get; init; } = 2;

    /// <summary>Threads of the database.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>What kinds of behaviour count; those that are not set are learned.</summary>
    public GivenWeights Weights { get; init; } = new();

    /// <summary>Folder of a sentence encoder that reads titles, reviews and messages beside runs of words, relative to the workspace; empty: none.</summary>
    public string Encoder { get; init; } = "";

    /// <summary>The language model of the service assistant.</summary>
    public AssistantSettings Assistant { get; init; } = new();

    /// <summary>Places where lists stand and how each is made, by name.</summary>
    public IReadOnlyDictionary<string, Placement> Placements { get; init; } = FrozenDictionary<string, Placement>.Empty;

    /// <summary>Comparisons of ways to make lists that run now.</summary>
    public IReadOnlyList<Experiment> Experiments { get; init; } = [];

    /// <summary>What feedback types of Gorse's clients mean in the log, beside those that are known.</summary>
    public IReadOnlyDictionary<string, EventKind> FeedbackTypes { get; init; } = FrozenDictionary<string, EventKind>.Empty;

    /// <summary>Address that the server listens on.</summary>
    public string ServerAddress { get; init; } = "127.0.0.1";

    /// <summary>Port that the server listens on.</summary>
    public int ServerPort { get; init; } = 8686;

    /// <summary>Who may reach the server, how, and how much of it.</summary>
    public ServerSettings Server { get; init; } = new();

    /// <summary>How long data of persons are kept, and what is assumed of who said nothing.</summary>
    public PrivacySettings Privacy { get; init; } = new();

    /// <summary>Where data come from by themselves.</summary>
    public FeedSettings Feeds { get; init; } = new();

    /// <summary>How new versions are watched, and when they are taken back.</summary>
    public CanarySettings Canary { get; init; } = new();

    /// <summary>When models are trained again by themselves.</summary>
    public ScheduleSettings Schedule { get; init; } = new();
}
