namespace Taojin.Mining.Evaluation;

/// <summary>A measured quality with its interval.</summary>
/// <param name="Name">The field's name for it, such as <c>NDCG@10</c>.</param>
/// <param name="Value">The value over all cases.</param>
/// <param name="Low">Lower end of the 95 % bootstrap interval.</param>
/// <param name="High">Upper end of the 95 % bootstrap interval.</param>
/// <param name="Cases">Number of users or rows it was measured on.</param>
public sealed record MetricValue(string Name, double Value, double Low, double High, int Cases);
