using Taojin.Mining.Evaluation;
using Taojin.Quality.Frame;
using Taojin.Quality.Recommenders;
using Taojin.Testing.Sets;

namespace Taojin.Quality.Deep;

/// <summary>Diginetica sessions by the SR-GNN protocol: the sequence transformer alone, and blended with the session models by weights found on the last training sessions.</summary>
internal sealed class SequenceDiginetica : IDeepPart
{
    private const string Model = "sequence-transformer";
    private const int MinutesApart = 60, ValidationSessions = 14_000, ValidationCases = 4000;
    private static readonly string[] Metrics = ["HR@20", "MRR@20"];
    private static readonly string[] Members = ["session-knn", "transitions"];
    private static readonly PublishedRow[] Published =
    [
        new("SR-GNN", "MRR@20 as quoted by others, HR@20 from memory", ("HR@20", .5073), ("MRR@20", .1759)),
        new("GCE-GNN", "from memory of the paper", ("HR@20", .5422), ("MRR@20", .1904)),
    ];

    public string Name => "diginetica-sequence";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("diginetica-gcegnn") is not { } folder)
            return;
        var (prefixes, next) = PublishedSets.Prefixes(Path.Combine(folder, "test_prefixes.tsv.gz"));
        var sessions = PublishedSets.Sessions(Path.Combine(folder, "train_sessions.txt.gz"));
        var items = sessions.Concat(prefixes).SelectMany(items => items).Concat(next).Max() + 1;
        var trial = new DeepTrial(run, "diginetica");
        var weights = Weights(trial, Validation(sessions, items));
        var test = SessionSplit.Of(PublishedSets.Of(sessions, items, MinutesApart), prefixes, next);
        FittedModel[] members = [.. Members.Prepend(Model).Select(name => trial.Fit(name, test.Past))];
        List<TrialRow> rows = [.. members.Select(each => trial.Judge(each.Name, each, test))];
        rows.Add(trial.Judge("blend-deep", new ScoreBlend([.. members.Select(each => each.Model)], weights), test));
        foreach (var row in new[] { rows[0], rows[^1] })
            trial.Note(row, Published[^1], Metrics);
        QualitySection.Write(
            Name,
            ("Diginetica: sequence transformer", "186,670 training sessions, 60,858 test prefixes, 43,097 items; every prefix counts, all items ranked, nothing hidden. Options and weights were chosen on the last 14,000 training sessions.",
                $"Weights of the blend: {string.Join(", ", members.Select((each, place) => FormattableString.Invariant($"{each.Name} {weights[place]:0.##}")))}."),
            (rows, Published), Metrics);
    }

    private static double[] Weights(DeepTrial trial, RankingTest validation)
    {
        var search = new BlendWeights(validation, ValidationCases);
        foreach (var name in Members.Prepend(Model))
            search.Add(trial.Fit(name, validation.Past).Model);
        return search.Find(place => place <= 20 ? 1 + (2.0 / place) : 0); // both figures, so that neither is bought with the other
    }

    private static RankingTest Validation(int[][] sessions, int items)
    {
        var cases = sessions[^ValidationSessions..].SelectMany(session => Enumerable.Range(1, session.Length - 1).Select(place => (Prefix: session[..place], Next: session[place]))).ToArray();
        return SessionSplit.Of(PublishedSets.Of(sessions[..^ValidationSessions], items, MinutesApart), [.. cases.Select(each => each.Prefix)], [.. cases.Select(each => each.Next)]);
    }
}
