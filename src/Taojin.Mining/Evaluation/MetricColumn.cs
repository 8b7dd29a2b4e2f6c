using System.Numerics.Tensors;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Evaluation;

/// <summary>One metric of each judged user, ready to be averaged over resamples of the users.</summary>
internal sealed class MetricColumn
{
    private readonly double[] _values;
    private readonly double[] _counts;

    /// <param name="name">Name of the metric.</param>
    /// <param name="values">One value a judged user; NaN for those it does not apply to, who are left out.</param>
    public MetricColumn(string name, double[] values)
    {
        (Name, _values, _counts) = (name, new double[values.Length], new double[values.Length]);
        for (var row = 0; row < values.Length; row++)
            (_values[row], _counts[row]) = double.IsNaN(values[row]) ? (0, 0) : (values[row], 1);
        Cases = (int)TensorPrimitives.Sum<double>(_counts);
    }

    public string Name { get; }

    /// <summary>Users it applies to.</summary>
    public int Cases { get; }

    /// <summary>Means over every resample, shape [replicates][columns].</summary>
    public static double[][] Replicates(IReadOnlyList<MetricColumn> columns, FitContext context)
    {
        var cases = columns.Max(column => column._values.Length);
        var replicates = new double[Bootstrap.Replicates][];
        context.ForEachRow(replicates.Length, () => new double[cases], (replicate, weights) =>
        {
            TensorPrimitives.ConvertChecked<byte, double>(Bootstrap.Weights(context.Seed, replicate, cases), weights);
            replicates[replicate] = [.. columns.Select(column => column.Mean(weights))];
        });
        return replicates;
    }

    /// <summary>The mean with its interval.</summary>
    /// <param name="replicates">Means over the resamples.</param>
    /// <param name="index">Which of the columns this is.</param>
    public MetricValue Interval(double[][] replicates, int index) =>
        Bootstrap.Interval(Name, TensorPrimitives.Sum<double>(_values) / Cases, replicates.Select(values => values[index]), Cases);

    private double Mean(ReadOnlySpan<double> weights)
    {
        weights = weights[.._values.Length];
        return TensorPrimitives.Dot(_values, weights) / TensorPrimitives.Dot(_counts, weights);
    }
}
