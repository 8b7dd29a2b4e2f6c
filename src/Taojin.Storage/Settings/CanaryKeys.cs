using Taojin.Mining.Evaluation.Online;

namespace Taojin.Storage.Settings;

/// <summary>Keys of <c>taojin.toml</c> that say how new versions are watched.</summary>
internal static class CanaryKeys
{
    private static readonly Dictionary<string, string?> Metrics = new(StringComparer.Ordinal) { ["ctr"] = "CTR", ["conversion"] = "conversion", ["revenue"] = "revenue per request", ["none"] = null };

    public static IReadOnlyList<SettingKey> All { get; } =
    [
        Limit("fault_share", "Share of errors, NaN or empty answers beyond the stable version's at which a new version is taken back. 新版本比稳定版本多出的故障比例上限。",
            (0.0001, 1), limits => limits.FaultShare, (limits, share) => limits with { FaultShare = share }),
        Limit("slow_ratio", "How many times the stable version's p99 an answer may take before it counts as slow. 延迟上限：稳定版本 p99 的倍数。",
            (1, 1000), limits => limits.SlowRatio, (limits, ratio) => limits with { SlowRatio = ratio }),
        new("canary", "metric", "What users do that may not drop: ctr, conversion, revenue or none. 不得下降的在线指标。",
            settings => SettingKey.Quoted(Metrics.First(each => each.Value == settings.Canary.Limits.Metric).Key),
            (settings, value) => value is string name && Metrics.TryGetValue(name, out var metric) ? With(settings, settings.Canary.Limits with { Metric = metric }) : null),
        Hours("probation_hours", "Hours for which a version that answers everybody is compared with the one before; 0: it is not. 全量上线后的观察时长（小时）。",
            canary => canary.ProbationHours, (canary, hours) => canary with { ProbationHours = hours }),
        Hours("promote_after_hours", "Hours after which a canary that did no harm answers everybody; 0: a person promotes it. 金丝雀自动转正的小时数，0 为人工转正。",
            canary => canary.PromoteAfterHours, (canary, hours) => canary with { PromoteAfterHours = hours }),
        new("canary", "webhook", "Where automatic rollbacks and promotions are reported as JSON (signed with TAOJIN_WEBHOOK_SECRET); empty: nowhere. 自动回滚或转正的通知地址。",
            settings => SettingKey.Quoted(settings.Canary.Webhook),
            (settings, value) => value is string url && (url.Length == 0 || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
                ? settings with { Canary = settings.Canary with { Webhook = url } } : null),
    ];

    private static SettingKey Limit(string name, string comment, (double Least, double Most) range, Func<TrialLimits, double> read, Func<TrialLimits, double, TrialLimits> write) =>
        new("canary", name, comment,
            settings => SettingKey.Number(read(settings.Canary.Limits)),
            (settings, value) => SettingKey.TryNumber(value, range.Least, range.Most, out var number) ? With(settings, write(settings.Canary.Limits, number)) : null);

    private static SettingKey Hours(string name, string comment, Func<CanarySettings, double> read, Func<CanarySettings, double, CanarySettings> write) =>
        new("canary", name, comment,
            settings => SettingKey.Number(read(settings.Canary)),
            (settings, value) => SettingKey.TryNumber(value, 0, 24 * 366, out var hours) ? settings with { Canary = write(settings.Canary, hours) } : null);

    private static WorkspaceSettings With(WorkspaceSettings settings, TrialLimits limits) => settings with { Canary = settings.Canary with { Limits = limits } };
}
