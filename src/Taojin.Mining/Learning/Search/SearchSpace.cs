using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Taojin.Data;

namespace Taojin.Mining.Learning.Search;

/// <summary>Values of options that a search may try, read from the option record.</summary>
/// <remarks>
/// Numbers by their <c>[SearchRange]</c>, or else from an eighth to eight times their default within their <c>[Range]</c>, or by a range
/// that ends at 1 where the default is 0; the scale is logarithmic where the least value is above 0 and the largest sixteen times it or
/// more. Words of an enum and yes or no are tried each. Other options are left at their defaults. A point of the space has one
/// coordinate in [0, 1) an option.
/// </remarks>
public sealed class SearchSpace
{
    private const double LogFrom = 16, AroundDefault = 8;
    private readonly Type _options;

    private SearchSpace(Type options, IReadOnlyList<SearchDimension> dimensions) => (_options, Dimensions) = (options, dimensions);

    /// <summary>The options that are searched.</summary>
    public IReadOnlyList<SearchDimension> Dimensions { get; }

    /// <summary>The space of an option record.</summary>
    /// <param name="options">Type of the record.</param>
    /// <param name="only">Names of the options to search, in snake_case; all when empty.</param>
    /// <exception cref="TaojinException">There is no such option, or none can be searched.</exception>
    public static SearchSpace Of(Type options, params IReadOnlyList<string> only)
    {
        var all = DimensionsOf(options);
        foreach (var name in only)
            if (all.All(dimension => dimension.Name != name))
                throw new TaojinException("tune.option-unknown", $"'{name}' is no option that can be searched.", $"These can: {string.Join(", ", all.Select(dimension => dimension.Name))}.");
        SearchDimension[] chosen = [.. all.Where(dimension => only.Count == 0 || only.Contains(dimension.Name))];
        return chosen.Length > 0 ? new(options, chosen) : throw new TaojinException("tune.nothing-to-search", $"{options.Name} has no option that can be searched.", "Give its options a [Range].");
    }

    /// <summary>The options of a record that can be searched; empty when there are none.</summary>
    /// <param name="options">Type of the record.</param>
    public static IReadOnlyList<SearchDimension> DimensionsOf(Type options)
    {
        var defaults = Activator.CreateInstance(options)!;
        return [.. options.GetProperties().Select(property => DimensionOf(property, property.GetValue(defaults))).OfType<SearchDimension>()];
    }

    /// <summary>The values at a point, by name.</summary>
    /// <param name="point">One coordinate in [0, 1) an option, shape [dimensions].</param>
    public JsonObject At(IReadOnlyList<double> point) =>
        new(Dimensions.Select((dimension, place) => KeyValuePair.Create(dimension.Name, (JsonNode?)dimension.ValueAt(point[place]))));

    /// <summary>The option record with given values, and its defaults elsewhere.</summary>
    public object Options(JsonObject values) => values.Deserialize(_options, SnakeOptions.Json)!;

    private static SearchDimension? DimensionOf(PropertyInfo property, object? standard)
    {
        var (name, type) = (JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), property.PropertyType);
        if (type == typeof(bool))
            return new(name, 0, 0, false, false, [JsonValue.Create(false), JsonValue.Create(true)]);
        if (type.IsEnum)
            return new(name, 0, 0, false, false, [.. Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToNode(value, type, SnakeOptions.Json)!.AsValue())]);
        if (type != typeof(int) && type != typeof(double))
            return null;
        var (low, high) = property.GetCustomAttribute<SearchRangeAttribute>() is { } told ? (told.Low, told.High)
            : property.GetCustomAttribute<RangeAttribute>() is { } range ? Around(Number(standard!), Number(range.Minimum), Number(range.Maximum)) : (0, 0);
        if (!(high > low))
            return null;
        return new(name, low, high, low > 0 && high / low >= LogFrom, type == typeof(int), []);
    }

    private static (double Low, double High) Around(double standard, double least, double most) =>
        standard > 0 ? (Math.Max(least, standard / AroundDefault), Math.Min(most, standard * AroundDefault)) : most <= 1 ? (least, most) : (0, 0);

    private static double Number(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}

/// <summary>One option of a search.</summary>
/// <param name="Name">Its name, in snake_case.</param>
/// <param name="Low">Least value, of a number.</param>
/// <param name="High">Largest value, of a number.</param>
/// <param name="IsLog">Whether the scale is logarithmic.</param>
/// <param name="IsWhole">Whether only whole numbers count.</param>
/// <param name="Words">The values of an option that is no number; empty for numbers.</param>
public sealed record SearchDimension(string Name, double Low, double High, bool IsLog, bool IsWhole, IReadOnlyList<JsonValue> Words)
{
    private const int Digits = 4;

    /// <summary>The value at a coordinate in [0, 1); numbers are rounded to four digits.</summary>
    public JsonValue ValueAt(double coordinate)
    {
        if (Words.Count > 0)
            return (JsonValue)Words[Math.Min(Words.Count - 1, (int)(coordinate * Words.Count))].DeepClone();
        var value = IsLog ? Low * Math.Pow(High / Low, coordinate) : Low + (coordinate * (High - Low));
        return IsWhole ? JsonValue.Create((int)Math.Clamp(Math.Round(value), Math.Ceiling(Low), Math.Floor(High))) : JsonValue.Create(Math.Clamp(double.Parse(value.ToString($"G{Digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), Low, High));
    }
}
