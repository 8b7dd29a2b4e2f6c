using Taojin.Mining.Features;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Onnx;

namespace Taojin.Mining.Purchase;

/// <summary>What an interest network is made of.</summary>
/// <param name="Graph">ONNX, inputs as in <see cref="InterestRun"/>.</param>
/// <param name="Standardizer">Of the plain columns.</param>
/// <param name="Plain">Number of plain columns.</param>
/// <param name="Buckets">Places that ids are hashed to.</param>
internal sealed record InterestParts(byte[] Graph, Standardizer Standardizer, int Plain, (int Items, int Categories) Buckets);

/// <summary>Runs the graph of an interest network. Safe for parallel use; one thread a call.</summary>
internal sealed class InterestRun(byte[] graph, int columns) : IDisposable
{
    private readonly OnnxNetwork _network = new(graph);

    /// <returns>Raw log-odds, shape [rows].</returns>
    public float[] Run(InterestBatch batch)
    {
        long rows = batch.Rows, places = 1 + UserTrail.Length, touches = UserTrail.Length;
        return _network.Run(
            batch.Rows,
            OnnxValue.Of("x", batch.Columns, rows, columns),
            OnnxValue.Of("items", batch.Items, rows, places),
            OnnxValue.Of("categories", batch.Categories, rows, places),
            OnnxValue.Of("kinds", batch.Kinds, rows, touches),
            OnnxValue.Of("touches", batch.Touches, rows, touches, InterestBatch.TouchNumbers),
            OnnxValue.Of("gates", batch.Gates, rows, places, 1));
    }

    public void Dispose() => _network.Dispose();
}
