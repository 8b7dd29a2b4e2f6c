using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using Taojin.Mining.Learning;
using Taojin.Mining.Text.Sentences;

namespace Taojin.Mining.Text;

/// <summary>The vector of a text as columns behind those of its runs; runs and vector together have length 1.</summary>
/// <param name="Encoder">Gives the vector.</param>
/// <param name="Weight">What it weighs beside the runs.</param>
internal sealed record EncodedColumns(SentenceEncoder Encoder, double Weight)
{
    private const string Prefix = "encoder", WeightSetting = "encoder_weight";

    public int Count => Encoder.Width;

    /// <summary>The columns that options ask for; null without an encoder.</summary>
    public static EncodedColumns? Of(LinearTextOptions options) =>
        options is EncodedTextOptions { Encoder: { } encoder, EncoderWeight: > 0 and var weight } ? new(encoder, weight) : null;

    /// <summary>A row of runs with the vector of its text; the columns of the vector start behind the runs.</summary>
    /// <param name="runs">A row of length 1, or an empty one.</param>
    /// <param name="vector">Of the text, of length 1; 0 adds nothing.</param>
    /// <param name="start">Number of runs that count.</param>
    public (int[] Columns, float[] Values) Behind((int[] Columns, float[] Values) runs, ReadOnlySpan<float> vector, int start)
    {
        if (vector.IndexOfAnyExcept(0f) < 0)
            return runs;
        var (columns, values) = (new int[runs.Columns.Length + Count], new float[runs.Columns.Length + Count]);
        var scale = 1 / Math.Sqrt((Weight * Weight) + (runs.Columns.Length > 0 ? 1 : 0));
        runs.Columns.CopyTo(columns, 0);
        TensorPrimitives.Multiply(runs.Values, (float)scale, values);
        TensorPrimitives.Multiply(vector, (float)(Weight * scale), values.AsSpan(runs.Columns.Length));
        for (var at = 0; at < Count; at++)
            columns[runs.Columns.Length + at] = start + at;
        return (columns, values);
    }

    public static void Save(EncodedColumns? columns, IArtifactWriter writer)
    {
        if (columns is null)
            return;
        writer.Settings[WeightSetting] = columns.Weight;
        columns.Encoder.Save(new PrefixedWriter(writer, Prefix));
    }

    public static EncodedColumns? Load(IArtifactReader reader) =>
        reader.Settings[WeightSetting] is JsonNode weight ? new(SentenceEncoder.Load(new PrefixedReader(reader, Prefix)), (double)weight) : null;
}
