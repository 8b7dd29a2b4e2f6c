using Taojin.Mining.Evaluation;
using Taojin.Quality.Frame;
using Taojin.Quality.Recommenders;
using Taojin.Testing.Sets;

namespace Taojin.Quality.Deep;

/// <summary>Diginetica sessions by the SR-GNN protocol: the sequence transformer alone, and blended with the session models by weights found on the last training sessions.</summary>
internal sealed class SequenceDiginetica : IDeepPart, IBlendedPart
{
    private const string Model = "sequence-transformer", Folder = "diginetica-gcegnn";
    private const int MinutesApart = 60;
    private static readonly string[] Metrics = ["HR@20", "MRR@20"];
    private static readonly PublishedRow[] Published =
    [
        new("SR-GNN", "MRR@20 as quoted by others, HR@20 from memory", ("HR@20", .5073), ("MRR@20", .1759)),
        new("GCE-GNN", "from memory of the paper", ("HR@20", .5422), ("MRR@20", .1904)),
    ];

    private readonly Diginetica _sessions = new();

    public string Name => "diginetica-sequence";

    public string Set => "diginetica";

    public string Recipe => "blend-deep";

    public Func<double[], double> Aim => _sessions.Aim;

    public RankingTest? Validation(BenchmarkRun run) => _sessions.Validation(run);

    public void Run(BenchmarkRun run)
    {
        if (run.Data(Folder) is not { } folder)
            return;
        BlendWeights.FindMissing(run, this);
        var (prefixes, next) = PublishedSets.Prefixes(Path.Combine(folder, "test_prefixes.tsv.gz"));
        var sessions = PublishedSets.Sessions(Path.Combine(folder, "train_sessions.txt.gz"));
        var items = sessions.Concat(prefixes).SelectMany(items => items).Concat(next).Max() + 1;
        var test = SessionSplit.Of(PublishedSets.Of(sessions, items, MinutesApart), prefixes, next);
        var trial = new RecommenderTrial(run, Set);
        var recipe = BlendRecipe.Of(trial.Tuned[Recipe]);
        var rows = (recipe?.Members ?? [Model]).Select(name => trial.Judge(name, test)).OfType<TrialRow>().ToList();
        TrialRow[] closed = [.. rows.Where(row => row.Name != Model)];
        var words = rows.Find(row => row.Name == Model) is { } deep ? Gains.Verdict(run, deep, closed, Set) : "";
        if (trial.Blend(rows, test, Recipe) is { } blend)
        {
            rows.Add(blend);
            words += $"\n\n{Gains.Verdict(run, blend, closed, Set)}";
        }
        foreach (var row in rows.Where(row => row.Name is Model or "blend-deep"))
            trial.Note(row, Published[^1], Metrics);
        QualitySection.Write(
            Name,
            ("Diginetica: sequence transformer", "186,670 training sessions, 60,858 test prefixes, 43,097 items; every prefix counts, all items ranked, nothing hidden. Options and weights were chosen on the last training sessions.", $"Blend: {string.Join(", ", recipe?.Members.Zip(recipe.Weights, (name, weight) => FormattableString.Invariant($"{name} {weight:0.##}")) ?? [])}.\n\n{words}"),
            (rows, Published), Metrics);
    }
}
