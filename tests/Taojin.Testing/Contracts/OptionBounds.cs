using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Taojin.Mining.Learning;

namespace Taojin.Testing.Contracts;

/// <summary>Options outside their ranges are refused before anything is learned.</summary>
internal static class OptionBounds
{
    public static void Check(AlgorithmCard card, Func<object, object> create)
    {
        foreach (var property in card.Options.GetProperties())
            if (property.GetCustomAttribute<RangeAttribute>() is { } range)
                foreach (var outside in new[] { Below(range), Above(range) })
                    Refuses(card, create, property, outside);
    }

    private static double Below(RangeAttribute range) => Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture) - 1;

    private static double Above(RangeAttribute range) => (Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture) * 2) + 1;

    private static void Refuses(AlgorithmCard card, Func<object, object> create, PropertyInfo property, double outside)
    {
        var options = Activator.CreateInstance(card.Options)!;
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        property.SetValue(options, Convert.ChangeType(type == typeof(int) ? Math.Clamp(outside, int.MinValue, int.MaxValue) : outside, type, CultureInfo.InvariantCulture));
        try
        {
            create(options);
        }
        catch (OptionsException)
        {
            return;
        }
        throw new ContractBrokenException($"{card.Name}: {property.Name} = {outside} lies outside {property.GetCustomAttribute<RangeAttribute>()!.Minimum}–{property.GetCustomAttribute<RangeAttribute>()!.Maximum} and was taken.");
    }
}
