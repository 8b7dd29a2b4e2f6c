using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>Which frequencies of the graph of items pass.</summary>
public sealed record GraphFilterOptions
{
    /// <summary>Vectors of the ideal low pass: so many of the smoothest signals pass whole (k); 0 leaves it out.</summary>
    [Range(0, 2048)] public int Vectors { get; init; } = 256;

    /// <summary>Weight of the ideal low pass (α).</summary>
    [Range(0, 100)] public double IdealWeight { get; init; } = 0.05;

    /// <summary>How much of the twice smoothed history is taken off the once smoothed one (ρ): more shows less of what is near everything.</summary>
    [Range(0, 1)] public double Sharpening { get; init; } = 0.8;

    /// <summary>Added to the number of pairs of a user before its edges are normalised (s): short histories then say less against long ones.</summary>
    [Range(0, 1e6)] public double UserSmoothing { get; init; } = 10;

    /// <summary>Added to the number of pairs of an item before its edges are normalised (t): seldom touched items then say less against frequent ones.</summary>
    [Range(0, 1e6)] public double ItemSmoothing { get; init; } = 5;

    /// <summary>Exponent by which frequently touched items of a history say less (p): 0 lets all items say the same.</summary>
    [Range(0, 1)] public double HistoryExponent { get; init; } = 0.2;

    /// <summary>Exponent by which frequently touched items score more (q).</summary>
    [Range(0, 1)] public double PopularityExponent { get; init; } = 0.4;

    /// <summary>Steps of the subspace iteration that finds the vectors.</summary>
    [Range(1, 100)] public int Steps { get; init; } = 6;

    /// <summary>Each step back from the newest item of a history multiplies what it says by this; 1 lets all count alike.</summary>
    [Range(0.01, 1)] public double HistoryDecay { get; init; } = 1;
}

/// <summary>A low-pass filter on the graph of items that share users: what the neighbours of a history have in common, without training.</summary>
/// <remarks>
/// With R the touched pairs as 0 and 1, Dᵤ and Dᵢ the numbers of pairs of users and items, R̃ = c·(Dᵤ + s)^−½ R (Dᵢ + t)^−½ with c such that the largest
/// eigenvalue of P = R̃ᵀR̃ is 1, the scores of a history h are  h · Dᵢ^−p · (P − ρP² + α V Vᵀ) · Dᵢ^q,  where the columns of V span the k largest
/// eigenvectors of P.
/// Filter and V: GF-CF, Shen et al. 2021, doi:10.1145/3459637.3482264 (ρ = 0, p = q = ½ on the α part, none on P). Sharpening by P − ρP²: BSPM, Choi et al.,
/// SIGIR 2023. Smoothed degrees: Peng et al. 2024, arXiv:2406.08827. Exponents on both sides: ChebyCF, Kim et al. 2025, arXiv:2505.00552, there with p = q.
/// V comes of a randomised subspace iteration with seeded start, orthonormalised at each step: entries·k + items·k² a step. A score costs about
/// 3 passes over the entries and items·k multiplications.
/// </remarks>
public sealed class GraphFilter(GraphFilterOptions options) : IDescribed<AlgorithmCard>, IEstimator<Interactions, GraphFilterModel>
{
    private readonly GraphFilterOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<GraphFilterOptions, GraphFilterModel>(
        "graph-filter", "Graph filter (low pass)", "图滤波（低通）", MiningTask.Recommend, "doi:10.1145/3459637.3482264",
        options => new GraphFilter(options)) with { Needs = [DataNeed.Users(50), DataNeed.Items(10), DataNeed.Pairs(500)] };

    /// <inheritdoc />
    public GraphFilterModel Fit(Interactions data, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var graph = ItemGraph.Of(data.Matrix, _options.UserSmoothing, _options.ItemSmoothing);
        var vectors = SmoothestVectors(graph, context);
        return new(data, (graph, vectors), new(_options.IdealWeight, _options.Sharpening, _options.HistoryExponent, _options.PopularityExponent), new(IsBinary: true, _options.HistoryDecay));
    }

    /// <summary>An orthonormal base of the k largest eigenvectors of P, shape [items × k].</summary>
    private DenseRows SmoothestVectors(ItemGraph graph, FitContext context)
    {
        var count = _options.IdealWeight > 0 ? Math.Min(_options.Vectors, Math.Min(graph.ItemCount, graph.UserCount)) : 0;
        var (items, users) = (new DenseRows(graph.ItemCount, count), new DenseRows(graph.UserCount, count));
        if (count == 0)
            return items;
        context.ForEachRow(graph.ItemCount, item =>
        {
            var chance = context.Random("graph-filter/start", item);
            foreach (ref var value in items[item])
                value = chance.NextSingle() - 0.5f;
        });
        for (var step = 1; step <= _options.Steps; step++)
        {
            Square(graph, items, users, context);
            if (!Orthonormal.TryColumns(items, context.Threads))
                throw new TooLittleDataException("The smoothest signals of the graph cannot be told apart.", "无法区分图上最平滑的信号。");
            context.Progress?.Report(new(Card.Name, step, _options.Steps));
        }
        return items;
    }

    /// <summary>items ← R̃ᵀ(R̃ items).</summary>
    private static void Square(ItemGraph graph, DenseRows items, DenseRows users, FitContext context)
    {
        if (context.Sums is { } sums)
        {
            sums.Square(graph.ByUser, items, context);
            return;
        }
        context.ForEachRow(graph.UserCount, user => PairSums.Write(graph.ByUser[user], items, users[user]));
        var blocks = (users, PairSums.Starts(graph.UserCount));
        context.ForEachRow(graph.ItemCount, () => new float[items.ColumnCount], (item, part) => PairSums.Write(graph.ByItem[item], blocks, items[item], part));
    }
}
