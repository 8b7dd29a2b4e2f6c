using Taojin.Mining.Learning;

namespace Taojin.Mining.Classification;

/// <summary>What models of categories are for.</summary>
public static class CategoryTasks
{
    /// <summary>In which category a product belongs.</summary>
    public static MiningTask Category { get; } = new("category");
}
