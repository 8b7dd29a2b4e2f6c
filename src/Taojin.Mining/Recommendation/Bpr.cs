using System.ComponentModel.DataAnnotations;
using System.Numerics.Tensors;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>Shape and steps of pairwise learning.</summary>
public sealed record BprOptions
{
    /// <summary>Length of each user and item vector.</summary>
    [Range(1, 1024)] public int Factors { get; init; } = 64;

    /// <summary>Passes over all touched pairs.</summary>
    [Range(1, 10_000)] public int Epochs { get; init; } = 60;

    /// <summary>Size of the first steps; it falls to 0 in a straight line (η).</summary>
    [Range(1e-6, 10)] public double LearningRate { get; init; } = 0.1;

    /// <summary>L2 penalty of a step (λ).</summary>
    [Range(0, 10)] public double Regularization { get; init; } = 0.03;

    /// <summary>
    /// Untouched items drawn a step, of which the one that stands highest is learned from: 1 is the paper's uniform draw, more are harder,
    /// which helps in large catalogues and hurts in small ones. 0 draws one for every two thousand items, 16 at most.
    /// </summary>
    [Range(0, 1000)] public int Candidates { get; init; }

    /// <summary>Passes over a history to place its user among the items.</summary>
    [Range(1, 10_000)] public int FoldInPasses { get; init; } = 40;
}

/// <summary>Factors that set what a user touched above what the user did not touch.</summary>
/// <remarks>
/// Bayesian personalised ranking: maximises Σ ln σ(xᵤ·yᵢ − xᵤ·yⱼ) − λ(|xᵤ|² + |yᵢ|² + |yⱼ|²) over touched i and untouched j by stochastic
/// gradients. Rendle et al. 2009, doi:10.48550/arXiv.1205.2618; hard negatives as in Zhang et al. 2013, doi:10.1145/2484028.2484126.
/// Pairs are dealt into cells that share nothing, as in Gemulla et al. 2011, doi:10.1145/2020408.2020426, so that threads change no bit; j comes
/// from i's block of items, which is dealt anew each epoch. At the end every user is placed from nothing while the items stand, as new users will
/// be. Weights of pairs are not looked at. An epoch costs pairs·(candidates + 3)·factors.
/// </remarks>
public sealed class Bpr(BprOptions options) : IDescribed<AlgorithmCard>, IEstimator<Interactions, BprModel>
{
    private const int ItemsPerCandidate = 2000, MostCandidates = 16;
    private const double InitialScale = 0.1;
    private readonly BprOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<BprOptions, BprModel>(
        "bpr", "Pairwise ranking factors (BPR)", "成对排序分解（BPR）", MiningTask.Recommend, "doi:10.48550/arXiv.1205.2618",
        options => new Bpr(options)) with { Needs = [DataNeed.Users(100), DataNeed.Items(50), DataNeed.Pairs(1000)] };

    /// <inheritdoc />
    public BprModel Fit(Interactions data, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var (users, items) = (InitialRows(data.Matrix.RowCount, "bpr/users", context), InitialRows(data.Matrix.ColumnCount, "bpr/items", context));
        var (strata, candidates) = (new BprStrata(data.Matrix), _options.Candidates > 0 ? _options.Candidates : Math.Clamp(data.Items.Count / ItemsPerCandidate, 1, MostCandidates));
        for (var epoch = 0; epoch < _options.Epochs; epoch++)
        {
            strata.Deal(context.Random("bpr/deal", epoch));
            for (var shift = 0; shift < strata.Blocks; shift++)
            {
                var (now, turn) = (epoch, shift);
                BlockLoop.ForEach(strata.Blocks, context.Threads, context.Cancellation, block =>
                    Learn(new(data.Matrix, strata, (users, items), candidates), (block, (block + turn) % strata.Blocks), now, context));
            }
            context.Progress?.Report(new(Card.Name, epoch + 1, _options.Epochs));
            if (epoch + 1 < _options.Epochs && context.Budget?.Ends() == true)
                break;
        }
        var rule = new BprRule(_options.LearningRate, _options.Regularization, _options.FoldInPasses, candidates, context.Seed);
        context.ForEachRow(users.RowCount, user => BprFoldIn.Solve(items, data.Matrix[user].Columns, rule, users[user]));
        return new(data.Users, data.Items.Ids, (users, items), rule);
    }

    private void Learn(Shared shared, (int Users, int Items) block, int epoch, FitContext context)
    {
        var pairs = shared.Strata.Cell(block.Users, block.Items);
        var pool = shared.Strata.Items(block.Items);
        var cell = (block.Users * shared.Strata.Blocks) + block.Items;
        var chance = context.Random("bpr/steps", ((long)epoch * shared.Strata.Blocks * shared.Strata.Blocks) + cell);
        var rate = _options.LearningRate * (1 - ((double)epoch / _options.Epochs));
        var keep = (float)(1 - (rate * _options.Regularization));
        chance.Shuffle(pairs);
        foreach (var (user, item) in pairs)
        {
            if (Negative(shared, user, pool, ref chance) is not (>= 0 and var other))
                continue;
            var vector = shared.Users[user];
            var wrongness = BprStep.Wrongness(vector, shared.Items[item], shared.Items[other]);
            BprStep.Move(vector, shared.Items[item], shared.Items[other], (float)rate * wrongness, keep);
        }
    }

    /// <summary>Of a few items of the block that the user did not touch the one that stands highest; -1 when the draws found none.</summary>
    private int Negative(Shared shared, int user, ReadOnlySpan<int> pool, ref SplitMix64 chance)
    {
        var (best, top) = (-1, float.NegativeInfinity);
        var touched = shared.Data[user].Columns;
        for (var draw = 0; draw < shared.Candidates || (best < 0 && draw < shared.Candidates + 8); draw++)
        {
            var item = pool[chance.NextInt32(pool.Length)];
            if (touched.BinarySearch(item) >= 0)
                continue;
            var score = shared.Candidates == 1 ? 0 : TensorPrimitives.Dot<float>(shared.Users[user], shared.Items[item]);
            if (score > top || best < 0)
                (best, top) = (item, score);
        }
        return best;
    }

    private DenseRows InitialRows(int count, string purpose, FitContext context)
    {
        var rows = new DenseRows(count, _options.Factors);
        for (var row = 0; row < count; row++)
        {
            var chance = context.Random(purpose, row);
            foreach (ref var value in rows[row])
                value = (float)(InitialScale * chance.NextNormal());
        }
        return rows;
    }

    private sealed record Shared(CsrMatrix Data, BprStrata Strata, (DenseRows Users, DenseRows Items) Factors, int Candidates)
    {
        public DenseRows Users => Factors.Users;

        public DenseRows Items => Factors.Items;
    }
}
