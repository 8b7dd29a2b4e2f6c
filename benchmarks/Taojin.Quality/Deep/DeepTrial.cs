using System.Diagnostics;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Torch.Sequences;
using Taojin.Quality.Frame;
using Taojin.Quality.Recommenders;

namespace Taojin.Quality.Deep;

/// <summary>A fitted model and what its fit cost.</summary>
internal sealed record FittedModel(string Name, IRecommender Model, double Seconds, double PeakGiB);

/// <summary>Fits recommenders with the options tuned for a set, deep ones too, and keeps the models, for blends need them.</summary>
internal sealed class DeepTrial(BenchmarkRun run, string set)
{
    private static readonly Algorithms Algorithms = new(typeof(SequenceTransformerEstimator).Assembly);
    private readonly RecommenderTrial _trial = new(run, set);

    /// <summary>Fits an algorithm by its name.</summary>
    /// <param name="name">The algorithm.</param>
    /// <param name="past">What is learned from.</param>
    /// <param name="seed">Names the chance of the fit.</param>
    /// <param name="row">Name of the options in the files; the algorithm's when null.</param>
    public FittedModel Fit(string name, Interactions past, ulong seed = 42, string? row = null)
    {
        var estimator = Algorithms.Estimator<Interactions, IRecommender>(name, _trial.Tuned.Of(Algorithms[name], row ?? name));
        PeakMemory.Reset();
        var start = Stopwatch.GetTimestamp();
        var model = estimator.Fit(past, new FitContext { Seed = seed });
        var (seconds, peak) = (Stopwatch.GetElapsedTime(start).TotalSeconds, PeakMemory.GiB);
        run.Say(FormattableString.Invariant($"{set} {row ?? name}, seed {seed}: fitted in {seconds:0.0} s"));
        return new(row ?? name, model, seconds, peak);
    }

    /// <summary>Judges a model under a name.</summary>
    public TrialRow Judge(string name, FittedModel fitted, RankingTest test) =>
        _trial.Judge(name, fitted.Model, test) with { FitSeconds = fitted.Seconds, PeakGiB = fitted.PeakGiB };

    /// <summary>Judges what is not fitted itself.</summary>
    public TrialRow Judge(string name, IRecommender model, RankingTest test) => _trial.Judge(name, model, test);

    /// <summary>Notes figures <c>set.row.metric</c>.</summary>
    public void Note(TrialRow row, PublishedRow? peer, params IReadOnlyList<string> metrics) => _trial.Note(row, peer, metrics);
}
