using System.Text;
using Taojin.Data;
using Tomlyn;
using Tomlyn.Model;

namespace Taojin.Storage.Settings;

/// <summary>Writes and reads <c>taojin.toml</c>.</summary>
internal static class SettingsFile
{
    /// <summary>Name of the file in a workspace.</summary>
    public const string Name = "taojin.toml";

    /// <summary>Tables whose keys are names that the shop gives.</summary>
    private static readonly Dictionary<string, Func<WorkspaceSettings, TomlTable, WorkspaceSettings>> Whole = new(StringComparer.Ordinal)
    {
        [PlacementTable.Name] = (settings, table) => settings with { Placements = PlacementTable.Read(table) },
        [ExperimentTable.Name] = (settings, table) => settings with { Experiments = ExperimentTable.Read(table) },
        [PullTable.Name] = (settings, table) => settings with { Feeds = settings.Feeds with { Pulls = PullTable.Read(table) } },
        [FeedbackTypeTable.Name] = (settings, table) => settings with { FeedbackTypes = FeedbackTypeTable.Read(table) },
    };

    /// <summary>The file's text, with every key explained.</summary>
    public static string Write(WorkspaceSettings settings)
    {
        var text = new StringBuilder("# Settings of a Taojin workspace. 淘金工作区设置。\n");
        foreach (var table in SettingKey.All.GroupBy(key => key.Table))
        {
            text.Append('\n').Append('[').Append(table.Key).Append("]\n");
            foreach (var key in table)
                text.Append("# ").Append(key.Comment).Append('\n').Append(key.Name).Append(" = ").Append(key.Write(settings)).Append('\n');
        }
        return text.Append(PlacementTable.Example).Append(ExperimentTable.Example).Append(FeedbackTypeTable.Example).Append(PullTable.Example).ToString();
    }

    /// <summary>Settings from the file's text; a key that is left out keeps its default.</summary>
    /// <exception cref="TaojinException">settings.unreadable, settings.key-unknown, settings.value-invalid.</exception>
    public static WorkspaceSettings Read(string text)
    {
        var settings = new WorkspaceSettings();
        foreach (var (tableName, table) in Parse(text))
        {
            if (table is TomlTable named && Whole.TryGetValue(tableName, out var read))
            {
                settings = read(settings, named);
                continue;
            }
            if (!SettingKey.All.Any(key => key.Table == tableName))
                throw Unknown($"[{tableName}]", tableName, SettingKey.All.Select(key => key.Table).Concat(Whole.Keys).Distinct());
            if (table is not TomlTable keys)
                throw new TaojinException("settings.value-invalid", $"{Name}: '{tableName}' is a table, not a value.", $"Give it a line of its own and its keys below. Such as: [{tableName}]");
            foreach (var (name, value) in keys)
                settings = Apply(settings, tableName, name, value);
        }
        ExperimentTable.Check(settings);
        return settings;
    }

    /// <summary>The file's text with another store; all else as people wrote it.</summary>
    public static string WithStore(string text, string address)
    {
        var lines = text.Split('\n').ToList();
        var written = $"store = {SettingKey.Quoted(address)}";
        var at = lines.FindIndex(line => line.TrimStart().StartsWith("store ", StringComparison.Ordinal) || line.TrimStart().StartsWith("store=", StringComparison.Ordinal));
        var key = SettingKey.All.First(each => each.Name == "store");
        if (at >= 0)
            lines[at] = written;
        else if (lines.FindIndex(line => line.Trim() == $"[{key.Table}]") is >= 0 and var table)
            lines.Insert(table + 1, written);
        else
            lines.AddRange([$"[{key.Table}]", written, ""]);
        return string.Join('\n', lines);
    }

    private static WorkspaceSettings Apply(WorkspaceSettings settings, string table, string name, object value)
    {
        var key = SettingKey.All.FirstOrDefault(key => key.Table == table && key.Name == name)
            ?? throw Unknown($"'{name}' in [{table}]", name, SettingKey.All.OrderByDescending(key => key.Table == table).Select(key => key.Name));
        return key.Read(settings, value)
            ?? throw new TaojinException("settings.value-invalid", $"{Name}: {table}.{name} = {value} does not suit.", $"{key.Comment} Such as: {name} = {key.Write(new())}");
    }

    private static TomlTable Parse(string text)
    {
        try
        {
            return TomlSerializer.Deserialize<TomlTable>(text) ?? [];
        }
        catch (TomlException exception)
        {
            throw new TaojinException("settings.unreadable", $"{Name} is not TOML: {exception.Message}", "Mend the line that the message names.", exception);
        }
    }

    private static TaojinException Unknown(string what, string name, IEnumerable<string> known) => new(
        "settings.key-unknown", $"{Name}: {what} is not known.", Remedy(NearestName.Of(name, known)));

    private static string Remedy(string nearest) => SettingKey.All.FirstOrDefault(key => key.Name == nearest) is { } key
        ? $"Did you mean '{nearest}' in [{key.Table}]?"
        : $"Did you mean '{nearest}'?";
}
