using System.Globalization;
using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Tests.Shops;

namespace Taojin.Workflows.Tests;

public sealed class PredictPairsTests(TrainedShop shop)
{
    [Fact]
    public void Answers_stand_in_the_order_of_the_questions_and_unknown_pairs_are_counted()
    {
        var (result, lines) = Run("user,item\nu3,p3\n没有,p1\nu1,没有\nu3,p3\n");
        lines[0].ShouldBe("user,item,probability");
        lines.Skip(1).Select(line => line[..line.LastIndexOf(',')]).ShouldBe(["u3,p3", "没有,p1", "u1,没有", "u3,p3"]);
        lines[2].ShouldEndWith(",NaN");
        result.Predicted.ShouldBe(4);
        result.Unknown.ShouldBe(2 + (lines[1].EndsWith("NaN", StringComparison.Ordinal) ? 2 : 0));
    }

    [Fact]
    public void Pairs_asked_about_are_not_learned_from_and_are_told_apart()
    {
        var log = shop.Prepared.Log;
        var cut = new Instant(log.End.Microseconds - Instant.PerDay);
        var touched = Pairs(0, log.CountBefore(cut), kind => kind.IsTouch());
        var bought = Pairs(log.CountBefore(cut), log.Count, kind => kind == EventKind.Purchase).ToHashSet();
        var asked = touched.Where((_, place) => place % 5 == 0).ToArray();
        var (result, lines) = Run("user,item\n" + string.Join("", asked.Select(pair => $"{pair}\n")));
        result.TrainPairs.ShouldBe(touched.Length - asked.Length);
        var said = lines.Skip(1).Select(line => double.Parse(line[(line.LastIndexOf(',') + 1)..], CultureInfo.InvariantCulture)).ToArray();
        ProbabilityEvaluation.Auc([.. asked.Select(bought.Contains)], said).ShouldBeGreaterThan(0.85);
    }

    [Fact]
    public void A_line_without_a_comma_is_named()
    {
        var fault = Should.Throw<TaojinException>(() => Run("user,item\nu1,p1\nu2;p2\n"));
        fault.Code.ShouldBe("pairs.unreadable");
        fault.Message.ShouldContain("Line 3");
    }

    private (PairsResult Result, string[] Lines) Run(string pairs)
    {
        using var output = new StringWriter();
        var result = new PredictPairs(shop.Mine).Run(new StringReader(pairs), output, new());
        return (result, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private string[] Pairs(int from, int to, Func<EventKind, bool> isWanted)
    {
        var log = shop.Prepared.Log;
        return [.. Enumerable.Range(from, to - from).Where(place => isWanted(log.Kind[place])).Select(place => $"{log.Users.IdAt(log.User[place])},{log.Items.Ids.IdAt(log.Item[place])}").Distinct()];
    }
}
