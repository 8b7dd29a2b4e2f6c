using Taojin.Data;
using Taojin.Mining.AfterSales.Returns;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Tests.AfterSales.Returns;

/// <summary>A return must not inform the order that it belongs to, nor any that was placed before it came back.</summary>
public sealed class ReturnRowsTests
{
    private static readonly ShopLog Shop = ReturnShop.Of(users: 60, items: 12, days: 240, seed: 5);

    [Fact]
    public void Rows_before_a_moment_are_the_same_whatever_came_after_it()
    {
        var cut = Shop.Start + ((Shop.End - Shop.Start) / 2);

        Read(Shop.Before(cut)).ShouldBe(Read(Shop)[..Read(Shop.Before(cut)).Count]);
    }

    [Fact]
    public void Without_its_own_return_an_order_reads_the_same_and_has_another_label()
    {
        var matches = ReturnMatches.Of(Shop);
        var gone = Enumerable.Range(0, Shop.Count).First(place => place > Shop.Count / 2 && matches.PurchaseOf[place] >= 0);
        var purchase = matches.PurchaseOf[gone];
        var without = Shop.Pick([.. Enumerable.Range(0, Shop.Count).Where(place => place != gone)]);

        RowOf(without, purchase).ShouldBe(RowOf(Shop, purchase));
        ReturnMatches.Of(without).ReturnedAt[purchase].ShouldNotBe(matches.ReturnedAt[purchase]);
    }

    [Fact]
    public void No_training_row_was_labelled_by_what_came_after_the_first_test_order()
    {
        var rows = ReturnRows.Build(Shop, new(), new(TimeSpan.Zero));

        var blind = ReturnRows.Build(ReturnShop.WithoutReturnsFrom(rows.TestFrom, Shop), new(), new(TimeSpan.Zero));

        blind.Train.Labels.ShouldBe(rows.Train.Labels);
        blind.Train.Validation!.Labels.ShouldBe(rows.Train.Validation!.Labels);
        blind.Train.Features.Values.Values.ShouldBe(rows.Train.Features.Values.Values);
    }

    [Fact]
    public void Lines_of_one_moment_know_nothing_of_one_another()
    {
        var history = new ReturnHistory(Shop.Items, new(TimeSpan.Zero));
        var order = new PlacedOrder(0, Shop.End, [new(0, 10, 1), new(0, 10, 1)]);
        var (first, second) = (new float[ReturnHistory.Columns.Count], new float[ReturnHistory.Columns.Count]);

        history.Read(order, order.Lines[0], first);
        history.Read(order, order.Lines[1], second);

        second.ShouldBe(first);
    }

    [Fact]
    public void A_log_that_is_too_short_says_so() =>
        Should.Throw<TooLittleDataException>(() => ReturnRows.Build(ReturnShop.Of(users: 5, items: 3, days: 20, seed: 1), new(), new(TimeSpan.Zero))).MessageZh.ShouldContain("天");

    [Fact]
    public void Trees_learn_whose_and_which_orders_come_back()
    {
        var rows = ReturnRows.Build(Shop, new(), new(TimeSpan.Zero));
        var model = new GradientBoosting(new() { RowsPerLeaf = 20 }).Fit(rows.Train, new());
        var said = new double[rows.Test.Labels.Length];
        model.Predict(rows.Test.Features, said);

        Mining.Evaluation.ProbabilityEvaluation.Auc(rows.Test.Labels, said).ShouldBeGreaterThan(0.65);
        said.Average().ShouldBe(rows.Test.Labels.Average(label => label ? 1.0 : 0), 0.06);
    }

    private static float[] RowOf(ShopLog log, int purchase)
    {
        float[] found = [];
        var history = new ReturnHistory(log.Items, new(TimeSpan.Zero));
        ReturnReplay.Run(log, history, (order, places) =>
        {
            if (!places.Contains(purchase))
                return;
            found = new float[ReturnHistory.Columns.Count];
            history.Read(order, order.Lines[places.ToList().IndexOf(purchase)], found);
        });
        return found;
    }

    private static List<float> Read(ShopLog log)
    {
        var (all, history, row) = (new List<float>(), new ReturnHistory(log.Items, new(TimeSpan.Zero)), new float[ReturnHistory.Columns.Count]);
        ReturnReplay.Run(log, history, (order, places) =>
        {
            foreach (var line in order.Lines)
            {
                history.Read(order, line, row);
                all.AddRange(row);
            }
        });
        return all;
    }
}
