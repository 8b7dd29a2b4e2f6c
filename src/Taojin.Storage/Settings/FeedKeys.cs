namespace Taojin.Storage.Settings;

/// <summary>Keys of <c>taojin.toml</c> that say where data come from by themselves.</summary>
internal static class FeedKeys
{
    public static IReadOnlyList<SettingKey> All { get; } =
    [
        new("feeds", "folder", "A folder whose files are imported while the server runs, such as inbox; empty: none. 自动导入的文件夹，留空则不启用。",
            settings => SettingKey.Quoted(settings.Feeds.Folder),
            (settings, value) => value is string folder ? settings with { Feeds = settings.Feeds with { Folder = folder } } : null),
        new("feeds", "keep_days", "Days that its files stand in done/ and aside/ after they were taken; 0: for ever. Under pseudonyms imported ones go at once. 处理后的文件保留天数，0 为永久。",
            settings => SettingKey.Number(settings.Feeds.KeepDays),
            (settings, value) => value is long and >= 0 and <= 36_500 ? settings with { Feeds = settings.Feeds with { KeepDays = (int)(long)value } } : null),
    ];
}
