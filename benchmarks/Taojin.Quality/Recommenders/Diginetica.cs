using Taojin.Mining.Evaluation;
using Taojin.Quality.Frame;
using Taojin.Testing.Sets;

namespace Taojin.Quality.Recommenders;

/// <summary>Diginetica sessions by the SR-GNN protocol: after each of 60,858 prefixes the next item, among all 43,097; nothing is hidden.</summary>
internal sealed class Diginetica : IQualityPart
{
    private const int MinutesApart = 60;
    private static readonly string[] Metrics = ["HR@20", "MRR@20"];
    private static readonly string[] Models = ["popular", "item-knn", "transitions", "linear-transitions", "session-knn", "blend"];
    private static readonly PublishedRow[] Published =
    [
        new("POP", "from memory of the papers", ("HR@20", .0089), ("MRR@20", .0020)),
        new("Item-KNN", "from memory of the papers", ("HR@20", .3575), ("MRR@20", .1157)),
        new("GRU4Rec", "from memory of the papers", ("HR@20", .2945), ("MRR@20", .0833)),
        new("NARM", "from memory of the papers", ("HR@20", .4970), ("MRR@20", .1617)),
        new("SR-GNN", "MRR@20 as quoted by others, HR@20 from memory", ("HR@20", .5073), ("MRR@20", .1759)),
        new("GCE-GNN", "from memory of the paper", ("HR@20", .5422), ("MRR@20", .1904)),
    ];

    public string Name => "diginetica";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("diginetica-gcegnn") is not { } folder)
            return;
        var (prefixes, next) = PublishedSets.Prefixes(Path.Combine(folder, "test_prefixes.tsv.gz"));
        var sessions = PublishedSets.Sessions(Path.Combine(folder, "train_sessions.txt.gz"));
        var items = sessions.Concat(prefixes).SelectMany(items => items).Concat(next).Max() + 1;
        var test = SessionSplit.Of(PublishedSets.Of(sessions, items, MinutesApart), prefixes, next);
        var trial = new RecommenderTrial(run, Name);
        var rows = new List<TrialRow>();
        foreach (var name in Models)
            if (trial.Judge(name, test) is { } row)
            {
                rows.Add(row);
                trial.Note(row, Published[^1], Metrics);
            }
        QualitySection.Write(
            Name,
            ("Diginetica: the next item of a visit", "186,670 training sessions, 60,858 test prefixes, 43,097 items; every prefix counts, all items ranked, nothing hidden. Options were chosen on the last part of the training sessions.", ""),
            (rows, Published), Metrics);
    }
}
