namespace Taojin.Mining.Learning.Search;

/// <summary>Where a search looks for an option, where the whole <c>[Range]</c> is wider than what is worth trying.</summary>
/// <param name="low">Least value that is tried.</param>
/// <param name="high">Largest value that is tried.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SearchRangeAttribute(double low, double high) : Attribute
{
    /// <summary>Least value that is tried.</summary>
    public double Low { get; } = low;

    /// <summary>Largest value that is tried.</summary>
    public double High { get; } = high;
}
