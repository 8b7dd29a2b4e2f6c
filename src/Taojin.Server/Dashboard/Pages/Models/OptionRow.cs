using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Taojin.Mining.Learning;

namespace Taojin.Server.Dashboard.Pages.Models;

/// <summary>One option of an algorithm as a field of a form, read from its option record: name, default, range.</summary>
/// <param name="Name">As in commands.</param>
/// <param name="Default">What holds when nothing is said.</param>
/// <param name="Least">Least value; null without a range.</param>
/// <param name="Most">Greatest value.</param>
/// <param name="Choices">Words to choose among; empty for numbers.</param>
internal sealed record OptionRow(string Name, string Default, string? Least, string? Most, IReadOnlyList<string> Choices)
{
    public static IReadOnlyList<OptionRow> Of(AlgorithmCard card)
    {
        var usual = Activator.CreateInstance(card.Options)!;
        return [.. card.Options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && IsPlain(property.PropertyType)).Select(property => Of(property, usual))];
    }

    private static OptionRow Of(PropertyInfo property, object usual)
    {
        var range = property.GetCustomAttribute<RangeAttribute>();
        var kind = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return new(
            JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name),
            Text(property.GetValue(usual)),
            range is null ? null : Text(range.Minimum),
            range is null ? null : Text(range.Maximum),
            kind == typeof(bool) ? ["true", "false"] : kind.IsEnum ? [.. Enum.GetNames(kind).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)] : []);
    }

    private static bool IsPlain(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is { IsPrimitive: true } or { IsEnum: true };

    private static string Text(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        Enum name => JsonNamingPolicy.SnakeCaseLower.ConvertName(name.ToString()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
