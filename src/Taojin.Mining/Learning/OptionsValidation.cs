using System.ComponentModel.DataAnnotations;
using Taojin.Data;

namespace Taojin.Mining.Learning;

/// <summary>Options are checked in one place, all faults at once.</summary>
public static class OptionsValidation
{
    /// <summary>The options themselves, once every rule on their properties holds.</summary>
    /// <exception cref="OptionsException">Names every broken rule.</exception>
    public static TOptions Validated<TOptions>(this TOptions options)
        where TOptions : notnull
    {
        var faults = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true)
            ? options
            : throw new OptionsException(typeof(TOptions).Name, [.. faults.Select(fault => fault.ErrorMessage ?? "invalid")]);
    }
}

/// <summary>Options that break rules.</summary>
/// <param name="options">The options record.</param>
/// <param name="faults">All broken rules.</param>
public sealed class OptionsException(string options, IReadOnlyList<string> faults)
    : TaojinException("options.invalid", $"{options}: {string.Join(" ", faults)}", "Set the options to values in their ranges.")
{
    /// <summary>All broken rules.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
