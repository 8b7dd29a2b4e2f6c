using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Text;

/// <summary>Weights in a byte each, and only those that matter most: a model that fits a given size.</summary>
/// <remarks>
/// A weight's importance is its size times the weight of its run; the least important ones go first. What stays is rounded to 1/127 of its class's
/// largest weight (after Joulin et al. 2016, arXiv:1612.03651). The rounded model is the one that answers, so that writing and reading change no bit.
/// </remarks>
/// <param name="Counts">Weights of each run, shape [runs].</param>
/// <param name="Classes">Class of each weight, run by run.</param>
/// <param name="Values">Each weight in steps of its class.</param>
/// <param name="Steps">Size of a step of each class.</param>
/// <param name="Constants">The weight of the constant of each class.</param>
internal sealed record PackedWeights(ushort[] Counts, ushort[] Classes, sbyte[] Values, float[] Steps, float[] Constants)
{
    private const int BytesOfRun = 8, BytesOfWeight = 3, Bins = 4096, Largest = 127;

    /// <summary>Packs weights into so many bytes; runs that no weight is left of go when there are too many.</summary>
    public static (GramColumns Columns, PackedWeights Packed) Of(GramColumns columns, DenseRows weights, long bytes)
    {
        var hasAll = (long)columns.Count * BytesOfRun <= bytes / 2;
        var least = Threshold(columns, weights, hasAll ? (bytes - ((long)columns.Count * BytesOfRun), 0) : (bytes, BytesOfRun));
        var steps = StepsOf(weights);
        var (runs, counts, classes, values) = (new List<int>(), new List<ushort>(), new List<ushort>(), new List<sbyte>());
        for (var column = 0; column < columns.Count; column++)
        {
            var before = values.Count;
            for (var label = 0; label < weights.ColumnCount; label++)
                if (BinOf(weights[column][label] * columns.Weights[column]) >= least && (sbyte)MathF.Round(weights[column][label] / steps[label]) is not 0 and var value)
                {
                    classes.Add((ushort)label);
                    values.Add(value);
                }
            if (!hasAll && values.Count == before)
                continue;
            runs.Add(column);
            counts.Add((ushort)(values.Count - before));
        }
        var kept = new GramColumns(columns.Options, [.. runs.Select(run => columns.Places[run])], [.. runs.Select(run => (float)(Half)columns.Weights[run])]);
        return (kept, new([.. counts], [.. classes], [.. values], steps, weights[weights.RowCount - 1].ToArray()));
    }

    /// <summary>The weights as they are multiplied, shape [runs + 1 × classes].</summary>
    public DenseRows Dense()
    {
        var (dense, next) = (new DenseRows(Counts.Length + 1, Steps.Length), 0);
        for (var run = 0; run < Counts.Length; run++)
            for (var entry = 0; entry < Counts[run]; entry++, next++)
                dense[run][Classes[next]] = Values[next] * Steps[Classes[next]];
        Constants.CopyTo(dense[Counts.Length]);
        return dense;
    }

    public void Save(IArtifactWriter writer)
    {
        writer.Array<ushort>("weight_counts", Counts);
        writer.Array<ushort>("weight_classes", Classes);
        writer.Array<sbyte>("weight_values", Values);
        writer.Array<float>("weight_steps", Steps);
        writer.Array<float>("weight_constants", Constants);
    }

    public static PackedWeights Load(IArtifactReader reader) => new(
        reader.Array<ushort>("weight_counts"), reader.Array<ushort>("weight_classes"), reader.Array<sbyte>("weight_values"), reader.Array<float>("weight_steps"), reader.Array<float>("weight_constants"));

    /// <summary>The lowest bin of importance from which on all weights fit.</summary>
    private static int Threshold(GramColumns columns, DenseRows weights, (long Bytes, int OfRun) room)
    {
        var cost = new long[Bins];
        for (var column = 0; column < columns.Count; column++)
        {
            var highest = 0;
            foreach (var weight in weights[column])
            {
                var bin = BinOf(weight * columns.Weights[column]);
                cost[bin] += BytesOfWeight;
                highest = Math.Max(highest, bin);
            }
            cost[highest] += room.OfRun;
        }
        var (least, used) = (Bins, 0L);
        while (least > 1 && used + cost[least - 1] <= room.Bytes)
            used += cost[--least];
        return least;
    }

    /// <summary>Importance on a scale of 64 bins a doubling; 0 for none.</summary>
    private static int BinOf(float importance) => importance == 0 ? 0 : Math.Clamp((int)(64 * (Math.Log2(Math.Abs(importance)) + 40)), 1, Bins - 1);

    private static float[] StepsOf(DenseRows weights)
    {
        var steps = new float[weights.ColumnCount];
        for (var column = 0; column < weights.RowCount - 1; column++)
            for (var label = 0; label < steps.Length; label++)
                steps[label] = Math.Max(steps[label], Math.Abs(weights[column][label]) / Largest);
        return Array.ConvertAll(steps, step => step == 0 ? 1 : step);
    }
}
