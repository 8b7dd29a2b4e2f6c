using System.ComponentModel.DataAnnotations;
using System.Numerics.Tensors;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>Shape and steps of a factorisation of ratings.</summary>
public sealed record BiasedMfOptions
{
    /// <summary>Length of each vector (f).</summary>
    [Range(1, 1024)] public int Factors { get; init; } = 32;

    /// <summary>Passes over the ratings.</summary>
    [Range(1, 10_000)] public int Epochs { get; init; } = 30;

    /// <summary>Size of the first steps (γ); it falls to a tenth in a straight line.</summary>
    [Range(1e-6, 1)] public double LearningRate { get; init; } = 0.01;

    /// <summary>L2 penalty of a step on biases.</summary>
    [Range(0, 10)] public double BiasRegularization { get; init; } = 0.02;

    /// <summary>L2 penalty of a step on vectors.</summary>
    [Range(0, 10)] public double Regularization { get; init; } = 0.05;

    /// <summary>Learns also from what was touched, whatever was said of it: the terms that make SVD++ of SVD.</summary>
    public bool LearnsFromTouches { get; init; } = true;
}

/// <summary>Ratings as a mean, a bias of the user, a bias of the item and a product of vectors, where what a user touched speaks too.</summary>
/// <remarks>
/// r̂ = μ + bᵤ + bᵢ + qᵢ·(pᵤ + |N(u)|^−½ Σ over N(u) of yⱼ), where N(u) is what the user touched; squared error with L2 penalties by
/// stochastic gradients, users in random order. Koren 2008, doi:10.1145/1401890.1401944. The yⱼ step once a user with the mean of the gradients of
/// the user's ratings. The end is ours: bᵤ and pᵤ of each user are solved for exactly, so that a history folded in meets the same equations; ratings of
/// items outside the history teach the items, not the user. Gradients run on one thread, whatever is granted. An epoch costs (ratings + touches)·factors,
/// the end ratings·factors² + users·factors³.
/// </remarks>
public sealed class BiasedMf(BiasedMfOptions options) : IDescribed<AlgorithmCard>, IEstimator<Interactions, BiasedMfModel>
{
    private const double InitialScale = 0.1, LastRate = 0.1;
    private readonly BiasedMfOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<BiasedMfOptions, BiasedMfModel>(
        "biased-mf", "Rating factorisation (SVD++)", "评分矩阵分解（SVD++）", MiningTask.Recommend, "doi:10.1145/1401890.1401944",
        options => new BiasedMf(options)) with { Needs = [DataNeed.Users(20), DataNeed.Ratings(500)] };

    /// <inheritdoc />
    /// <exception cref="TooLittleDataException">There are no ratings.</exception>
    public BiasedMfModel Fit(Interactions data, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        if (data.Ratings is not { } ratings)
            throw new TooLittleDataException("There are no ratings to learn from.", "没有可供学习的评分。");
        var parts = Initial(data, ratings.Values, context);
        for (var epoch = 0; epoch < _options.Epochs; epoch++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var rate = _options.LearningRate * (1 - ((1 - LastRate) * epoch / _options.Epochs));
            foreach (var user in Order(ratings.Values.RowCount, epoch, context))
                Learn(parts, ratings.Values[user], user, (float)rate);
            context.Progress?.Report(new(Card.Name, epoch + 1, _options.Epochs));
            if (epoch + 1 < _options.Epochs && context.Budget?.Ends() == true)
                break;
        }
        return new(data, parts, _options, context);
    }

    /// <summary>One user's ratings: biases and vectors step at each, the vectors of what was touched at the end.</summary>
    private void Learn(BiasedMfParts parts, CsrRow ratings, int user, float rate)
    {
        if (ratings.Count == 0)
            return;
        var (biasLoss, loss) = (rate * (float)_options.BiasRegularization, rate * (float)_options.Regularization);
        var (touched, sum) = (parts.TouchedPart(user), new float[_options.Factors]);
        for (var entry = 0; entry < ratings.Count; entry++)
        {
            var item = ratings.Columns[entry];
            var (q, p) = (parts.Items[item].ToArray(), parts.Users[user].ToArray());
            TensorPrimitives.Add<float>(p, touched, p);
            var error = ratings.Values[entry] - parts.Mean - parts.UserBias[user] - parts.ItemBias[item] - TensorPrimitives.Dot<float>(q, p);
            parts.UserBias[user] += (rate * error) - (biasLoss * parts.UserBias[user]);
            parts.ItemBias[item] += (rate * error) - (biasLoss * parts.ItemBias[item]);
            Step(parts.Users[user], q, rate * error, loss);
            Step(parts.Items[item], p, rate * error, loss);
            TensorPrimitives.MultiplyAdd(q, error, sum, sum);
        }
        var share = rate * parts.ShareOf(user); // the sum of the user's gradients, once
        foreach (var item in parts.Touched(user))
            Step(parts.Implicit[item], sum, share, loss);
    }

    /// <summary>v ← (1 − loss)·v + pull·direction.</summary>
    private static void Step(Span<float> vector, ReadOnlySpan<float> direction, float pull, float loss)
    {
        TensorPrimitives.Multiply(vector, 1 - loss, vector);
        TensorPrimitives.MultiplyAdd(direction, pull, vector, vector);
    }

    private static int[] Order(int users, int epoch, FitContext context)
    {
        var order = Enumerable.Range(0, users).ToArray();
        context.Random("biased-mf/order", epoch).Shuffle<int>(order);
        return order;
    }

    /// <summary>Users and items without a rating stay at 0: of them nothing was said.</summary>
    private BiasedMfParts Initial(Interactions data, CsrMatrix ratings, FitContext context)
    {
        var byItem = ratings.Transpose();
        var parts = new BiasedMfParts(data, ratings, _options);
        Fill(parts.Users, "biased-mf/users", user => ratings[user].Count > 0);
        Fill(parts.Items, "biased-mf/items", item => byItem[item].Count > 0);
        return parts;

        void Fill(DenseRows rows, string purpose, Func<int, bool> isRated)
        {
            for (var row = 0; row < rows.RowCount; row++)
            {
                var chance = context.Random(purpose, row);
                if (isRated(row))
                    foreach (ref var value in rows[row])
                        value = (float)(InitialScale * chance.NextNormal());
            }
        }
    }
}
