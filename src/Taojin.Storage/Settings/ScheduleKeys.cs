namespace Taojin.Storage.Settings;

/// <summary>Keys of <c>taojin.toml</c> that say when models are trained again by themselves.</summary>
internal static class ScheduleKeys
{
    public static IReadOnlyList<SettingKey> All { get; } =
    [
        new("schedule", "every", "When a running server trains again: 24h, 30m, or cron in the shop's time, such as 30 3 * * *; empty: never. 自动重新训练的周期，留空则不启用。",
            settings => SettingKey.Quoted(settings.Schedule.Every),
            (settings, value) => value is string text && (text.Length == 0 || Timetable.TryParse(text, out _)) ? With(settings, settings.Schedule with { Every = text }) : null),
        new("schedule", "on_drift", "Train a task as soon as its data or scores have shifted. 数据或分数漂移时重新训练。",
            settings => settings.Schedule.OnDrift ? "true" : "false",
            (settings, value) => value is bool isOn ? With(settings, settings.Schedule with { OnDrift = isOn }) : null),
        new("schedule", "tasks", "What is trained, parted by commas. 自动训练的任务，逗号分隔。",
            settings => SettingKey.Quoted(settings.Schedule.Tasks),
            (settings, value) => value is string tasks && tasks.Length > 0 ? With(settings, settings.Schedule with { Tasks = tasks }) : null),
        new("schedule", "canary_share", "Share of users whom a newly trained version answers first; 0: everybody at once. 新模型金丝雀用户比例，0 为直接全量。",
            settings => SettingKey.Number(settings.Schedule.CanaryShare),
            (settings, value) => SettingKey.TryNumber(value, 0, 0.99, out var share) ? With(settings, settings.Schedule with { CanaryShare = share }) : null),
        new("schedule", "threads", "Threads of a training beside the answers; 0: one less than the machine has. 训练线程数，0 为自动。",
            settings => SettingKey.Number(settings.Schedule.Threads),
            (settings, value) => value is long and >= 0 and <= 1024 ? With(settings, settings.Schedule with { Threads = (int)(long)value }) : null),
        new("schedule", "memory_gb", "Memory beyond which a training is ended, in GB. 训练内存上限（GB）。",
            settings => SettingKey.Number(settings.Schedule.MemoryGb),
            (settings, value) => SettingKey.TryNumber(value, 0.05, 4096, out var memory) ? With(settings, settings.Schedule with { MemoryGb = memory }) : null),
    ];

    private static WorkspaceSettings With(WorkspaceSettings settings, ScheduleSettings schedule) => settings with { Schedule = schedule };
}
