using Taojin.Storage.Privacy;

namespace Taojin.Storage.Settings;

/// <summary>Keys of <c>taojin.toml</c> that protect persons.</summary>
internal static class PrivacyKeys
{
    private const string Table = "privacy";

    public static IReadOnlyList<SettingKey> All { get; } =
    [
        new(Table, "assumed_consent", "Purposes that count as allowed by who said nothing: personalisation, analytics, marketing. 用户未表态时默认允许的用途。",
            settings => SettingKey.Quoted(settings.Privacy.AssumedConsent),
            (settings, value) => value is string text && Consents.TryPurposes(text, out _) ? settings with { Privacy = settings.Privacy with { AssumedConsent = text } } : null),
        new(Table, "pseudonym_key_file", "File with the key of pseudonyms, outside the workspace; empty: ids are kept as they come. TAOJIN_PSEUDONYM_KEY decides instead. 假名密钥文件。",
            settings => SettingKey.Quoted(settings.Privacy.PseudonymKeyFile),
            (settings, value) => value is string path ? settings with { Privacy = settings.Privacy with { PseudonymKeyFile = path } } : null),
        Days("keep_events_days", "Days that events are kept; 0: for ever. 事件保留天数，0 为永久。", privacy => privacy.KeepEventsDays, (privacy, days) => privacy with { KeepEventsDays = days }),
        Days("keep_messages_days", "Days that messages of service are kept; 0: for ever. 客服消息保留天数。", privacy => privacy.KeepMessagesDays, (privacy, days) => privacy with { KeepMessagesDays = days }),
        Days("keep_imports_days", "Days that rejected rows of imports are kept; 0: for ever. 导入拒收行保留天数。", privacy => privacy.KeepImportsDays, (privacy, days) => privacy with { KeepImportsDays = days }),
        Days("keep_audit_days", "Days that files of the audit log are kept after their month; 0: for ever. 审计日志保留天数。", privacy => privacy.KeepAuditDays, (privacy, days) => privacy with { KeepAuditDays = days }),
        Days("retrain_days", "Days after an erasure by which models that learned from the person are replaced or removed. 删除个人数据后模型须更新的天数。",
            privacy => privacy.RetrainDays, (privacy, days) => privacy with { RetrainDays = days }),
        Days("smallest_group", "Smallest group of people that an aggregate export shows. 汇总导出的最小人数。", privacy => privacy.SmallestGroup, (privacy, size) => privacy with { SmallestGroup = size }),
    ];

    private static SettingKey Days(string name, string comment, Func<PrivacySettings, int> read, Func<PrivacySettings, int, PrivacySettings> write) => new(Table, name, comment,
        settings => SettingKey.Number(read(settings.Privacy)),
        (settings, value) => value is long and >= 0 and <= 36_500 ? settings with { Privacy = write(settings.Privacy, (int)(long)value) } : null);
}
