using System.Diagnostics;
using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Torch.Sequences;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Recommenders;

/// <summary>One model on one test.</summary>
/// <param name="Name">Name of the row.</param>
/// <param name="Score">What it reached.</param>
/// <param name="FitSeconds">Seconds of the fit; NaN for what is not fitted.</param>
/// <param name="PeakGiB">Most memory of the process during the fit.</param>
internal sealed record TrialRow(string Name, ModelScore Score, double FitSeconds, double PeakGiB)
{
    /// <summary>What was fitted, kept to be blended.</summary>
    public IRecommender? Model { get; init; }
}

/// <summary>Fits recommenders by name and judges them; what cannot be done is a visible skip.</summary>
internal sealed class RecommenderTrial(BenchmarkRun run, string set)
{
    /// <summary>All there are.</summary>
    public static Algorithms Algorithms { get; } = new(typeof(SequenceTransformerEstimator).Assembly);

    /// <summary>Options chosen before.</summary>
    public TunedOptions Tuned { get; } = new(set);

    /// <summary>Fits on the test's past and judges.</summary>
    /// <param name="name">Name of the algorithm.</param>
    /// <param name="test">The test.</param>
    /// <param name="row">Name of the row, and of the options in the files; the algorithm's when null.</param>
    /// <returns>Null when it is not there or the data cannot carry it: the skip is noted.</returns>
    public TrialRow? Judge(string name, RankingTest test, string? row = null)
    {
        if (Algorithms.Cards.FirstOrDefault(each => each.Name == name) is not { } card || !Algorithms.CanTrain(card))
        {
            run.Skip($"{set}.{row ?? name}", $"there is no algorithm '{name}' yet");
            return null;
        }
        try
        {
            PeakMemory.Reset();
            var start = Stopwatch.GetTimestamp();
            var model = Fit(card, test.Past, row);
            var (seconds, peak) = (Stopwatch.GetElapsedTime(start).TotalSeconds, PeakMemory.GiB);
            return Judge(row ?? name, model, test) with { FitSeconds = seconds, PeakGiB = peak, Model = model };
        }
        catch (Exception reason) when (reason is TaojinException or TooLittleDataException or OutOfMemoryException)
        {
            run.Skip($"{set}.{row ?? name}", reason.Message);
            return null;
        }
    }

    /// <summary>Fits an algorithm with the options that were chosen for it.</summary>
    /// <param name="card">The algorithm.</param>
    /// <param name="past">The data.</param>
    /// <param name="row">Name of the options in the files; the algorithm's when null.</param>
    public IRecommender Fit(AlgorithmCard card, Interactions past, string? row = null) =>
        Algorithms.Estimator<Interactions, IRecommender>(card.Name, Tuned.Of(card, row)).Fit(past, new FitContext());

    /// <summary>Judges the blend of models fitted before, by the members and weights that stand in the files.</summary>
    /// <param name="rows">What was judged before, with its models.</param>
    /// <param name="test">The test they were fitted for.</param>
    /// <param name="recipe">Under which name they stand there.</param>
    /// <returns>Null when the files name no weights or a member is not there: the skip is noted.</returns>
    public TrialRow? Blend(IReadOnlyList<TrialRow> rows, RankingTest test, string recipe = "blend")
    {
        if (BlendRecipe.Of(Tuned[recipe]) is not { Weights.Count: > 0 } found)
        {
            run.Skip($"{set}.{recipe}", $"no weights of it stand in {set}.*.tuned.json; ./bench blend-weights finds them");
            return null;
        }
        var members = found.Members.Zip(found.Weights, (name, weight) => (Row: rows.FirstOrDefault(row => row.Name == name), Weight: weight)).Where(member => member.Weight > 0).ToArray();
        if (members.Any(member => member.Row?.Model is null))
        {
            run.Skip($"{set}.{recipe}", "a member of it was not fitted");
            return null;
        }
        var model = BlendModel.Of([.. members.Select(member => new BlendMember(Algorithms[member.Row!.Name], member.Row.Model!, member.Weight))], found.Scale, (test.Past.Users, test.Past.Items.Ids));
        return Judge(recipe, model, test) with { Model = model, FitSeconds = members.Sum(member => member.Row!.FitSeconds), PeakGiB = members.Max(member => member.Row!.PeakGiB) };
    }

    /// <summary>Judges a model that is there already.</summary>
    public TrialRow Judge(string name, IRecommender model, RankingTest test)
    {
        var start = Stopwatch.GetTimestamp();
        var score = RankingEvaluation.Evaluate(model, test, new FitContext());
        run.Say(FormattableString.Invariant($"{set} {name} ({test.Split.Name}): NDCG@10 {score.Main.Value:0.0000}, judged in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
        return new(name, score, double.NaN, double.NaN);
    }

    /// <summary>Notes figures <c>set.row.metric</c> with their intervals.</summary>
    /// <param name="row">The row.</param>
    /// <param name="peer">The best published row beside it, or null.</param>
    /// <param name="metrics">Names of the metrics.</param>
    public void Note(TrialRow row, PublishedRow? peer, params IReadOnlyList<string> metrics)
    {
        foreach (var name in metrics)
            run.Add(new($"{set}.{row.Name}.{name.ToLowerInvariant()}", row.Score[name].Value, name, "higher")
            {
                Low = row.Score[name].Low, High = row.Score[name].High, Peer = peer?.Of(name),
            });
    }
}
