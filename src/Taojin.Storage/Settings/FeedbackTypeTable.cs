using Taojin.Data;
using Tomlyn.Model;

namespace Taojin.Storage.Settings;

/// <summary>Reads the table <c>[feedback_types]</c> of <c>taojin.toml</c>: what the types of Gorse's clients mean in the log.</summary>
internal static class FeedbackTypeTable
{
    /// <summary>Name of the table.</summary>
    public const string Name = "feedback_types";

    /// <summary>How it is written, as a comment of a new file.</summary>
    public const string Example = """

        # What feedback types of the Gorse API mean, beside read, like, star and the names of kinds. Gorse 反馈类型的含义。
        # [feedback_types]
        # watched = "view"

        """;

    /// <exception cref="TaojinException">settings.value-invalid.</exception>
    public static IReadOnlyDictionary<string, EventKind> Read(TomlTable table) => table.ToDictionary(
        entry => entry.Key,
        entry => entry.Value is string name && EventKinds.TryParse(name, out var kind) && kind.IsTouch() ? kind : throw new TaojinException(
            "settings.value-invalid", $"{SettingsFile.Name}: {Name}.{entry.Key} = {entry.Value} does not suit.", "Give one of: view, favorite, cart, purchase, return, rate."),
        StringComparer.Ordinal);
}
