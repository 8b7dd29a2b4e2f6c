using System.Data.Common;
using Taojin.Data;

namespace Taojin.Storage;

/// <summary>What selling the items is about, on its way into the catalogue.</summary>
internal sealed class ItemTrade
{
    public List<float> Costs { get; } = [];

    public List<float> Stocks { get; } = [];

    public List<Instant> AvailableFrom { get; } = [];

    /// <summary>Adds an item's cost, stock and first day, which stand side by side.</summary>
    public void Add(DbDataReader row, int first)
    {
        Costs.Add(row.GetFloat(first));
        Stocks.Add(row.GetFloat(first + 1));
        AvailableFrom.Add(new(row.GetInt64(first + 2)));
    }

    /// <summary>The numbers, or none when no item has one.</summary>
    public static float[] OrNone(List<float> numbers) => numbers.Exists(number => !float.IsNaN(number)) ? [.. numbers] : [];
}
