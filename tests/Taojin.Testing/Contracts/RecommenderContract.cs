using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;

namespace Taojin.Testing.Contracts;

/// <summary>What every recommender promises.</summary>
public sealed class RecommenderContract : EstimatorContract<Interactions, IRecommender>
{
    private const float Close = 2e-3f;

    /// <summary>The promises of one algorithm.</summary>
    public RecommenderContract(Algorithms algorithms, string name, object? options = null)
        : base(algorithms, name, options)
    {
        Promise("the one item left of the user's own sort stands first", KnownAnswer);
        Promise("every item has a score or NaN for every user, and ids are those of the data", ScoresAll);
        Promise("an empty shop and a shop of one user end well", SmallShops);
        Promise("a fitted history folded in gives the fitted scores", FoldIn);
        Promise("an empty history cannot be scored", EmptyHistory);
        Promise("what is said to come from each item of the history adds up to the score", PartsAddUp);
    }

    /// <inheritdoc />
    protected override (Interactions First, Interactions Second) Data() => (TwoTastes.Shop(), TwoTastes.Shop(seed: 3, users: 200));

    /// <inheritdoc />
    protected override double[] Answers(IRecommender model, Interactions data) =>
        [.. Enumerable.Range(0, data.Users.Count).SelectMany(user => Scores(model, user)).Select(score => (double)score)];

    /// <inheritdoc />
    protected override long Fingerprint(Interactions data)
    {
        var hash = new HashCode();
        foreach (var value in data.Matrix.Values)
            hash.Add(value);
        foreach (var column in data.Matrix.Columns)
            hash.Add(column);
        hash.Add(data.Items.Count);
        hash.Add(data.Users.Count);
        return hash.ToHashCode();
    }

    private static float[] Scores(IRecommender model, int user)
    {
        var scores = new float[model.Items.Count];
        model.Score(user, scores);
        return scores;
    }

    private void KnownAnswer()
    {
        if (typeof(INonPersonalRecommender).IsAssignableFrom(Card.Model))
            return; // the same for everybody: it has no own answer
        var data = TwoTastes.Shop();
        var model = Fit(data);
        for (var user = 0; user < data.Users.Count; user++)
        {
            var scores = Scores(model, user);
            if (model is IRepeatRecommender)
            {
                ContractBrokenException.Unless(float.IsNaN(scores[TwoTastes.AnswerFor(user)]), $"{Card.Name}: user {user} never touched an item that is to be bought again.");
                continue;
            }
            var best = Enumerable.Range(0, scores.Length).Where(item => data.Matrix[user].Columns.BinarySearch(item) < 0).MaxBy(item => float.IsNaN(scores[item]) ? float.MinValue : scores[item]);
            ContractBrokenException.Unless(best == TwoTastes.AnswerFor(user), $"{Card.Name}: user {user} is shown item {best}, not {TwoTastes.AnswerFor(user)}.");
        }
    }

    private void ScoresAll()
    {
        var data = TwoTastes.Shop();
        var model = Fit(data);
        ContractBrokenException.Unless(model.Users.Ids.SequenceEqual(data.Users.Ids) && model.Items.Ids.SequenceEqual(data.Items.Ids.Ids), $"{Card.Name}: the ids are not those of the data.");
        ContractBrokenException.Unless(Answers(model, data).All(score => !double.IsInfinity(score)), $"{Card.Name}: a score is infinite.");
    }

    private void SmallShops()
    {
        foreach (var data in new[] { TwoTastes.Empty(), TwoTastes.Shop(users: 1) })
            try
            {
                var model = Fit(data);
                for (var user = 0; user < data.Users.Count; user++)
                    Scores(model, user);
            }
            catch (TooLittleDataException)
            {
                // it says what is missing, which is as good an end
            }
    }

    private void FoldIn()
    {
        var data = TwoTastes.Shop();
        if (Fit(data) is not IFoldInRecommender model)
            return;
        for (var user = 0; user < 20; user++)
        {
            var (fitted, folded) = (Scores(model, user), new float[model.Items.Count]);
            model.Score(data.HistoryOf(user), folded);
            for (var item = 0; item < fitted.Length; item++)
                ContractBrokenException.Unless(MathF.Abs(fitted[item] - folded[item]) < Close, $"{Card.Name}: user {user}, item {item}: {fitted[item]} fitted, {folded[item]} folded in.");
        }
    }

    private void EmptyHistory()
    {
        if (Fit(TwoTastes.Shop()) is not IFoldInRecommender model)
            return;
        var scores = new float[model.Items.Count];
        model.Score([], scores);
        ContractBrokenException.Unless(scores.All(float.IsNaN), $"{Card.Name}: an empty history was scored.");
    }

    private void PartsAddUp()
    {
        var data = TwoTastes.Shop();
        if (Fit(data) is not IExplainsRecommendation model)
            return;
        var history = data.HistoryOf(3);
        var (scores, parts) = (new float[model.Items.Count], new float[history.Length]);
        model.Score(history, scores);
        for (var item = 0; item < scores.Length; item++)
        {
            model.Explain(history, item, parts);
            ContractBrokenException.Unless(Math.Abs(parts.Sum() - scores[item]) < Close, $"{Card.Name}: item {item}: parts add up to {parts.Sum()}, the score is {scores[item]}.");
        }
    }
}
