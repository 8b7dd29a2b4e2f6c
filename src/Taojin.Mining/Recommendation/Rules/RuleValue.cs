namespace Taojin.Mining.Recommendation.Rules;

/// <summary>What is known of a field: a number, a text, several texts, or nothing.</summary>
public readonly record struct RuleValue
{
    private readonly IReadOnlyList<string>? _texts;

    private RuleValue(double number, IReadOnlyList<string>? texts) => (Number, _texts) = (number, texts);

    /// <summary>Nothing is known.</summary>
    public static RuleValue Unknown { get; } = new(double.NaN, null);

    /// <summary>The number; NaN when it is not one.</summary>
    public double Number { get; }

    /// <summary>The texts; a single text is one of them.</summary>
    public IReadOnlyList<string> Texts => _texts ?? [];

    /// <summary>Whether anything is known.</summary>
    public bool IsKnown => _texts is { Count: > 0 } || !double.IsNaN(Number);

    /// <summary>A number; NaN is unknown.</summary>
    public static RuleValue Of(double number) => new(number, null);

    /// <summary>A text, which is a number too where it reads as one; null is unknown.</summary>
    public static RuleValue Of(string? text) => text is null ? Unknown
        : new(double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : double.NaN, [text]);

    /// <summary>Several texts, such as the levels of a category.</summary>
    public static RuleValue Of(IReadOnlyList<string> texts) => new(double.NaN, texts);
}

/// <summary>Answers what a rule asks of one item, for one user, in one place.</summary>
public interface IRuleFacts
{
    /// <summary>What is known of a field that <see cref="RuleField.Parse"/> let through.</summary>
    RuleValue this[RuleField field] { get; }
}
