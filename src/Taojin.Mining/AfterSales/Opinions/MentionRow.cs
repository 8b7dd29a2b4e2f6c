using System.Numerics.Tensors;

namespace Taojin.Mining.AfterSales.Opinions;

/// <summary>Places as a row of a matrix.</summary>
internal static class MentionRow
{
    /// <summary>Columns ascending, with 1 + ln count times their weight; each group brought to length 1, then all together.</summary>
    /// <param name="places">Places, one for each time; they are sorted.</param>
    /// <param name="weights">Weight of each place; those without weight are left out.</param>
    public static (int[] Columns, float[] Values) Of(Span<int> places, float[] weights)
    {
        places.Sort();
        var (columns, values, groupStart, size) = (new List<int>(places.Length), new List<float>(places.Length), 0, weights.Length / MentionRuns.Groups);
        for (var at = 0; at < places.Length;)
        {
            var (place, first) = (places[at], at);
            while (at < places.Length && places[at] == place)
                at++;
            if (weights[place] == 0)
                continue;
            if (columns.Count > 0 && columns[^1] / size != place / size)
                groupStart = Close(values, groupStart);
            columns.Add(place);
            values.Add((1 + MathF.Log(at - first)) * weights[place]);
        }
        Close(values, groupStart);
        var row = values.ToArray();
        if (row.Length > 0)
            TensorPrimitives.Divide(row, TensorPrimitives.Norm<float>(row), row);
        return ([.. columns], row);
    }

    private static int Close(List<float> values, int start)
    {
        var group = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values)[start..];
        if (group.Length > 0)
            TensorPrimitives.Divide(group, TensorPrimitives.Norm<float>(group), group);
        return values.Count;
    }
}
