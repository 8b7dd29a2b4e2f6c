using System.Numerics.Tensors;

namespace Taojin.Mining.Learning.Ensembles;

/// <summary>How several models of classes answer as one: by votes, or by the weighted mean of their log-probabilities, sharpened or softened.</summary>
/// <remarks>The logarithmic pool: Genest &amp; Zidek 1986, doi:10.1214/ss/1177013825.</remarks>
/// <param name="Method">By which method.</param>
/// <param name="Weights">One a member, 0 for those that are dropped; they add up to 1.</param>
/// <param name="Scale">What the mean is multiplied by; 1 but for stacking.</param>
internal sealed record ClassPool(EnsembleMethod Method, double[] Weights, double Scale)
{
    private const double Tiny = 1e-12, Widest = 4;
    private const int Rounds = 5, Probes = 40;

    /// <summary>Weights by what members said of rows they had not seen; a member that adds nothing is dropped.</summary>
    /// <param name="said">Probabilities, shape [members][rows × classes].</param>
    /// <param name="labels">The right classes, shape [rows].</param>
    /// <param name="options">Method, and what a member must add.</param>
    public static ClassPool Of(double[][] said, int[] labels, EnsembleOptions options)
    {
        var kept = Enumerable.Range(0, said.Length).ToList();
        var best = Fit(said, kept, labels, options.Method);
        while (kept.Count > 1)
        {
            var (rest, pool) = kept.AsEnumerable().Reverse().Select(each => kept.Where(other => other != each).ToList())
                .Select(rest => (rest, Pool: Fit(said, rest, labels, options.Method))).MinBy(each => each.Pool.Loss);
            if (pool.Loss > best.Loss + options.LeastGain)
                break;
            (kept, best) = (rest, pool);
        }
        return best.Pool;
    }

    /// <summary>One answer of several.</summary>
    /// <param name="said">Probabilities of each member, shape [members][classes]; those of weight 0 are not looked at.</param>
    /// <param name="probabilities">Receives the answer, shape [classes].</param>
    public void Write(ReadOnlySpan<double[]> said, Span<double> probabilities)
    {
        probabilities.Clear();
        for (var member = 0; member < said.Length; member++)
            if (Weights[member] > 0)
                Add(said[member], Weights[member], probabilities);
        if (Method == EnsembleMethod.Vote)
            TensorPrimitives.Divide(probabilities, TensorPrimitives.Sum<double>(probabilities), probabilities);
        else
            TensorPrimitives.SoftMax<double>(probabilities, probabilities);
    }

    /// <summary>Votes, ties parted by the mean of probabilities, which counts as one vote more; or log-probabilities.</summary>
    private void Add(ReadOnlySpan<double> said, double weight, Span<double> sum)
    {
        var members = Weights.Count(each => each > 0);
        for (var index = 0; index < sum.Length; index++)
            sum[index] += weight * (Method == EnsembleMethod.Vote ? said[index] / members : Scale * Math.Log(Math.Max(Tiny, said[index])));
        if (Method == EnsembleMethod.Vote)
            sum[TensorPrimitives.IndexOfMax(said)] += weight;
    }

    private static (ClassPool Pool, double Loss) Fit(double[][] said, List<int> kept, int[] labels, EnsembleMethod method)
    {
        var equal = Full(said.Length, kept, [.. kept.Select(_ => 1.0 / kept.Count)]);
        if (method is EnsembleMethod.Average or EnsembleMethod.Vote)
            return new ClassPool(method, equal, 1) is var plain ? (plain, plain.Look(said, labels, kept).Loss) : default;
        var (pool, loss) = Weigh(said, kept, labels, new(method, equal, 1));
        for (var round = 0; method == EnsembleMethod.Stacking && round < Rounds; round++)
            (pool, loss) = Weigh(said, kept, labels, pool.Scaled(said, labels, kept));
        return (pool, loss);
    }

    private static (ClassPool Pool, double Loss) Weigh(double[][] said, List<int> kept, int[] labels, ClassPool pool)
    {
        var (weights, loss) = SimplexDescent.Run(kept.Count, tried => (pool with { Weights = Full(said.Length, kept, tried) }).Look(said, labels, kept));
        return (pool with { Weights = Full(said.Length, kept, weights) }, loss);
    }

    /// <summary>The scale of least loss at these weights, by golden section over its logarithm.</summary>
    private ClassPool Scaled(double[][] said, int[] labels, List<int> kept)
    {
        double Loss(double logarithm) => (this with { Scale = Math.Exp(logarithm) }).Look(said, labels, kept).Loss;
        var (low, high, share) = (-Math.Log(Widest), Math.Log(Widest), (Math.Sqrt(5) - 1) / 2);
        for (var probe = 0; probe < Probes / 2; probe++)
        {
            var (one, other) = (high - (share * (high - low)), low + (share * (high - low)));
            (low, high) = Loss(one) < Loss(other) ? (low, other) : (one, high);
        }
        return this with { Scale = Math.Exp((low + high) / 2) };
    }

    /// <summary>Mean log-loss, and its gradient by the weights of those kept.</summary>
    private (double Loss, double[] Gradient) Look(double[][] said, int[] labels, List<int> kept)
    {
        var classes = said[0].Length / labels.Length;
        var (loss, gradient, answer, members) = (0.0, new double[kept.Count], new double[classes], new double[said.Length][]);
        for (var row = 0; row < labels.Length; row++)
        {
            foreach (var member in kept)
                members[member] = said[member][(row * classes)..((row + 1) * classes)];
            Write(members, answer);
            loss -= Math.Log(Math.Max(Tiny, answer[labels[row]])) / labels.Length;
            for (var place = 0; place < kept.Count && Method != EnsembleMethod.Vote; place++)
                for (var index = 0; index < classes; index++)
                    gradient[place] += Scale * (answer[index] - (index == labels[row] ? 1 : 0)) * Math.Log(Math.Max(Tiny, members[kept[place]][index])) / labels.Length;
        }
        return (loss, gradient);
    }

    private static double[] Full(int members, List<int> kept, double[] weights)
    {
        var full = new double[members];
        foreach (var (place, member) in kept.Index())
            full[member] = weights[place];
        return full;
    }
}
