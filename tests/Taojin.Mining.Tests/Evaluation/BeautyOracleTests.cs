using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Testing.Sets;

namespace Taojin.Mining.Tests.Evaluation;

/// <summary>
/// The evaluator against rows on Amazon Beauty that stand in print or were counted by another program (leave-last-out, all items ranked, seen ones hidden):
/// the PopRec row of Zhou et al. 2020 (S3-Rec, doi:10.1145/3340531.3411954), and item neighbours by an independent script.
/// </summary>
public sealed class BeautyOracleTests
{
    private const double LastDigit = 5.01e-5;
    private static readonly string[] Names = ["HR@5", "NDCG@5", "HR@10", "NDCG@10", "HR@20", "NDCG@20", "MRR"];
    private static readonly Lazy<Interactions?> All = new(() => DataSets.Find("amazon-beauty/Beauty.txt.gz") is { } path ? PublishedSets.Sequences(path) : null);
    private static readonly Lazy<RankingTest> Test = new(() => LeaveLastOut.Test(All.Value!));

    [Fact]
    public void The_published_popularity_row_counts_the_test_items_too()
    {
        Need();
        var leaking = new Popular(new()).Fit(All.Value!, new FitContext());

        Reaches(leaking, [.0080, .0044, .0152, .0068, .0217, .0084]);
    }

    [Fact]
    public void The_honest_popularity_row_does_not()
    {
        Need();
        Reaches(new Popular(new()).Fit(Test.Value.Past, new FitContext()), [.0077, .0042, .0141, .0063, .0217, .0081, .0060]);
    }

    [Fact]
    public void Item_neighbours_over_the_whole_history()
    {
        Need();
        Reaches(Neighbours([]), [.0450, .0314, .0643, .0376, .0909, .0443, .0341]);
    }

    [Fact]
    public void Item_neighbours_with_a_history_that_fades()
    {
        Need();
        if (typeof(ItemKnnOptions).GetProperty("HistoryDecay") is null)
            Assert.Skip("ItemKnn has no HistoryDecay yet.");
        Reaches(Neighbours(new() { ["HistoryDecay"] = 0.7 }), [.0545, .0395, .0750, .0461, .0996, .0523, .0418]);
    }

    private static ItemKnnModel Neighbours(Dictionary<string, object> more)
    {
        var options = new ItemKnnOptions { Neighbours = 12_101, Shrinkage = 0 };
        foreach (var (name, value) in more)
            typeof(ItemKnnOptions).GetProperty(name)!.SetValue(options, value);
        return new ItemKnn(options).Fit(Test.Value.Past, new FitContext());
    }

    private static void Reaches(IRecommender model, double[] expected)
    {
        var score = RankingEvaluation.Evaluate(model, Test.Value, new FitContext());

        score.Main.Cases.ShouldBe(22_363);
        Names.Take(expected.Length).Select(name => score[name].Value).ToArray().ShouldBe(
            expected, LastDigit, $"{string.Join(' ', Names.Select(name => FormattableString.Invariant($"{name} {score[name].Value:0.00000}")))}");
    }

    private static void Need()
    {
        if (All.Value is null)
            Assert.Skip("The data set amazon-beauty is not here. Set TAOJIN_DATA to the folder of data sets.");
        (All.Value.Users.Count, All.Value.Items.Count, All.Value.Matrix.EntryCount).ShouldBe((22_363, 12_101, 198_502));
    }
}
