using Taojin.Mining.Evaluation;
using Taojin.Quality.Frame;
using Taojin.Testing.Sets;

namespace Taojin.Quality.Recommenders;

/// <summary>Diginetica sessions by the SR-GNN protocol: after each of 60,858 prefixes the next item, among all 43,097; nothing is hidden.</summary>
internal sealed class Diginetica : IBlendedPart
{
    private const string Folder = "diginetica-gcegnn";
    private const int MinutesApart = 60, LastSessions = 14_000;
    private static readonly string[] Metrics = ["HR@20", "MRR@20"];
    private static readonly string[] Models = ["popular", "item-knn", "user-knn", "graph-filter", "transitions", "session-knn"];
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

    /// <summary>The reciprocal rank is about a third of the hit rate: so both count alike.</summary>
    public Func<double[], double> Aim => places => RankingMetrics.Hit(places, 20) + (3 * RankingMetrics.ReciprocalRank(places, 20));

    /// <summary>Prefixes of the last sessions of training.</summary>
    public RankingTest? Validation(BenchmarkRun run)
    {
        if (run.Data(Folder) is not { } folder)
            return null;
        var sessions = Sessions(folder);
        var cases = sessions[^LastSessions..].SelectMany(session => Enumerable.Range(1, session.Length - 1).Select(place => (Prefix: session[..place], Next: session[place]))).ToArray();
        return SessionSplit.Of(PublishedSets.Of(sessions[..^LastSessions], sessions.Max(session => session.Max()) + 1, MinutesApart), [.. cases.Select(each => each.Prefix)], [.. cases.Select(each => each.Next)]);
    }

    public void Run(BenchmarkRun run)
    {
        if (run.Data(Folder) is not { } folder)
            return;
        var (prefixes, next) = PublishedSets.Prefixes(Path.Combine(folder, "test_prefixes.tsv.gz"));
        var sessions = Sessions(folder);
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
        if (trial.Blend(rows, test) is { } blend)
        {
            rows.Add(blend);
            trial.Note(blend, Published[^1], Metrics);
        }
        QualitySection.Write(
            Name,
            ("Diginetica: the next item of a visit", "186,670 training sessions, 60,858 test prefixes, 43,097 items; every prefix counts, all items ranked, nothing hidden. Options were chosen on the last part of the training sessions.", ""),
            (rows, Published), Metrics);
    }

    private static int[][] Sessions(string folder) => PublishedSets.Sessions(Path.Combine(folder, "train_sessions.txt.gz"));
}
