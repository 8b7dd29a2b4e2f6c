using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Testing.Contracts;

/// <summary>Rows whose outcome follows a known rule: log-odds −2 + 2·signal, beside a column of noise, one with gaps and one that never changes.</summary>
public static class LabelledRows
{
    private static readonly string[] Columns = ["signal", "noise", "gaps", "constant"];

    /// <summary>Rows with a validation part of a quarter as many.</summary>
    public static LabelledTable Of(int rows = 4000, ulong seed = 1) => Part(rows, seed, Part(Math.Max(4, rows / 4), seed + 100, null));

    /// <summary>Rows of which all, or none, came true.</summary>
    public static LabelledTable OneOutcome(bool outcome)
    {
        var rows = Of(200);
        return new() { Features = rows.Features, Labels = [.. rows.Labels.Select(_ => outcome)] };
    }

    private static LabelledTable Part(int rows, ulong seed, LabelledTable? validation)
    {
        var chance = SplitMix64.Stream(seed, "labelled-rows", 0);
        var (values, labels) = (new DenseRows(rows, Columns.Length), new bool[rows]);
        for (var row = 0; row < rows; row++)
        {
            var signal = chance.NextNormal();
            var gap = chance.NextDouble() < 0.3 ? float.NaN : (float)chance.NextNormal();
            ((float)signal, (float)chance.NextNormal(), gap, 5f).CopyTo(values[row]);
            labels[row] = chance.NextDouble() < 1 / (1 + Math.Exp(2 - (2 * signal)));
        }
        return new() { Features = new FeatureTable(Columns, values), Labels = labels, Validation = validation };
    }

    private static void CopyTo(this (float, float, float, float) row, Span<float> target) =>
        (target[0], target[1], target[2], target[3]) = row;
}
