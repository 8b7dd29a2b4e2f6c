using System.Text.RegularExpressions;
using Taojin.Data;

namespace Taojin.Storage.Models;

/// <summary>The one place where names become paths: nothing but plain names passes, so nothing leads out of the folder.</summary>
internal static partial class ModelNames
{
    public static bool IsName(string name) => Plain().IsMatch(name);

    public static string Folder(string root, ModelVersion version) =>
        Path.Combine(root, Checked(version.Task), Checked(version.Name), version.Number.ToString("D6", System.Globalization.CultureInfo.InvariantCulture));

    public static string Checked(string name) => IsName(name)
        ? name
        : throw new TaojinException("model.name-refused", $"'{name}' is no name for a model or a part of one.", "Use small letters, digits, dots, hyphens and underscores.");

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_-]*(\.[a-z0-9_-]+)*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Plain();
}
