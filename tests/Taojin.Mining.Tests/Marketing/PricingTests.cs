using System.Globalization;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Pricing;
using Taojin.Numerics;
using Taojin.Testing.Sets;

namespace Taojin.Mining.Tests.Marketing;

/// <summary>Elasticities of Dominick's orange juice against published regressions, and of made markets against their truth.</summary>
public sealed class PricingTests
{
    private static readonly string? Path = DataSets.Find("orange-juice/oj.csv.gz");
    private static readonly string[] Brands = ["dominicks", "minute.maid", "tropicana"];

    [Fact]
    public void Log_sales_on_log_price_by_brand_are_the_published_coefficients()
    {
        Assert.SkipWhen(Path is null, "orange-juice is not here");

        var (sales, rows) = (Juice(Path), new List<double[]>());
        for (var row = 0; row < sales.RowCount; row++)
            rows.Add(Interacted(sales, row));

        Coefficients(sales, rows, each => each[..6]).ShouldBe([10.95468, 0.88825, 0.96239, -3.37753, 0.05679, 0.66576]);
        Coefficients(sales, rows, each => each).ShouldBe([10.40658, 0.04720, 0.70794, -2.77415, 0.78293, 0.73579, 1.09441, 1.17294, 0.78525, -0.47055, -1.10922, -0.98614]);
    }

    [Fact]
    public void Elasticities_by_brand_are_the_published_ones()
    {
        Assert.SkipWhen(Path is null, "orange-juice is not here");
        var sales = Juice(Path);

        var alone = new PriceElasticity(new() { IsDouble = false }).Fit(sales with { Controls = null }, new());
        var promoted = new PriceElasticity(new() { IsDouble = false }).Fit(sales, new());

        Rounded(alone).ShouldBe([-3.3775, -3.3207, -2.7118]);
        promoted.Zip(new[] { -2.89261, -2.55835, -2.06347 }).ShouldAllBe(each => Math.Abs(each.First.Value - each.Second) < 2e-5);
        alone.ShouldAllBe(each => each.Low < each.Value && each.Value < each.High && each.IsOwn);
    }

    [Fact]
    public void Double_machine_learning_lands_where_orange_juice_does()
    {
        Assert.SkipWhen(Path is null, "orange-juice is not here");
        var sales = Juice(Path);

        var one = new PriceElasticity(new()).Fit(sales with { Products = ["juice"], Product = new int[sales.RowCount], Controls = WithBrand(sales) }, new()).Single();

        one.Value.ShouldBeInRange(-3.5, -2);
        one.Error.ShouldBeLessThan(0.1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Own_and_cross_elasticities_of_a_made_market_are_found(bool isDouble)
    {
        var found = new PriceElasticity(new() { Cross = true, IsDouble = isDouble }).Fit(Markets(4000, bends: isDouble), new());

        found.Select(each => (each.Product, each.PriceOf)).ShouldBe([("茶", "茶"), ("茶", "coffee"), ("coffee", "coffee"), ("coffee", "茶")]);
        found.Zip(new[] { -2.0, 0.6, -1.5, 0.3 }).ShouldAllBe(each => Math.Abs(each.First.Value - each.Second) < 0.12);
    }

    [Fact]
    public void A_hidden_season_misleads_and_is_taken_out_when_it_is_a_control()
    {
        var sales = Markets(4000);

        var blind = new PriceElasticity(new() { Cross = true }).Fit(sales with { Controls = null }, new());
        var seeing = new PriceElasticity(new() { Cross = true }).Fit(sales, new());

        Math.Abs(blind[0].Value + 2).ShouldBeGreaterThan(0.3);
        Math.Abs(seeing[0].Value + 2).ShouldBeLessThan(0.12);
    }

    [Fact]
    public void The_best_price_is_where_no_other_earns_more()
    {
        var curve = new DemandCurve(Price: 10, Quantity: 100, Cost: 4, Elasticity: -2.5);

        var best = curve.BestPrice(1, 100);

        best.ShouldBe(4 * 2.5 / 1.5, 1e-12);
        curve.Points(2, 20, 200).ShouldAllBe(point => point.Profit <= curve.ProfitAt(best) + 1e-9);
        curve.BestPrice(8, 9).ShouldBe(8);
        (curve with { Elasticity = -0.7 }).BestPrice(8, 12).ShouldBe(12);
    }

    [Fact]
    public void Advice_stays_within_what_was_seen_and_says_when_it_is_not_sure()
    {
        var now = new DemandCurve(10, 100, 4, -2.5);

        var sure = PriceAdvice.Of(new("茶", "茶", -2.5, 0.1), now, (7, 12), 0.15);
        var unsure = PriceAdvice.Of(new("茶", "茶", -1.8, 0.6), now, (7, 12), 0.15);

        (sure.Best, sure.Low, sure.High).ShouldBe((8.5, 8.5, 11.5));
        sure.IsSure.ShouldBeTrue();
        unsure.IsSure.ShouldBeFalse();
    }

    [Fact]
    public void A_product_without_different_prices_is_refused_by_name()
    {
        var sales = Markets(100);

        var refused = Should.Throw<TooLittleDataException>(() => new PriceElasticity(new()).Fit(sales with { Price = [.. sales.Price.Select(_ => 3.0)] }, new()));

        refused.MessageZh.ShouldContain("“茶”");
    }

    private static double[] Rounded(IEnumerable<Elasticity> found) => [.. found.Select(each => Math.Round(each.Value, 4))];

    private static double[] Coefficients(SalesTable sales, List<double[]> rows, Func<double[], double[]> columns)
    {
        var picked = rows.Select(columns).ToArray();
        return [.. LeastSquares.Fit([.. picked.SelectMany(each => each)], picked[0].Length, Array.ConvertAll(sales.Quantity, Math.Log)).Coefficients.Select(each => Math.Round(each, 5))];
    }

    private static double[] Interacted(SalesTable sales, int row)
    {
        var (maid, tropicana, price, feat) = (sales.Product[row] == 1 ? 1.0 : 0, sales.Product[row] == 2 ? 1.0 : 0, Math.Log(sales.Price[row]), (double)sales.Controls!.Values[row][0]);
        return [1, maid, tropicana, price, price * maid, price * tropicana, feat, maid * feat, tropicana * feat, price * feat, price * maid * feat, price * tropicana * feat];
    }

    private static SalesTable Juice(string path)
    {
        var cells = PublishedSets.Lines(path).Skip(1).Select(line => line.Split(',')).ToArray();
        double At(int row, int column) => double.Parse(cells[row][column], CultureInfo.InvariantCulture);
        return new()
        {
            Products = Brands,
            Product = [.. cells.Select(cell => Array.IndexOf(Brands, cell[2]))],
            Quantity = [.. cells.Select((_, row) => At(row, 0))],
            Price = [.. cells.Select((_, row) => At(row, 1))],
            Controls = new(["feat"], new DenseRows(cells.Length, 1, [.. cells.Select((_, row) => (float)At(row, 3))])),
        };
    }

    private static FeatureTable WithBrand(SalesTable sales)
    {
        var values = new DenseRows(sales.RowCount, 4);
        for (var row = 0; row < sales.RowCount; row++)
            (values[row][sales.Product[row]], values[row][3]) = (1, sales.Controls!.Values[row][0]);
        return new([.. Brands, "feat"], values);
    }

    /// <summary>Two products; a season raises both prices and sales, along a wave or a straight line.</summary>
    private static SalesTable Markets(int markets, bool bends = true)
    {
        var chance = new FitContext().Random("made-markets");
        var (product, quantity, price, season) = (new int[markets * 2], new double[markets * 2], new double[markets * 2], new DenseRows(markets * 2, 1));
        for (var market = 0; market < markets; market++)
        {
            var time = chance.NextDouble();
            var demand = bends ? Math.Sin(6.28 * time) : (2 * time) - 1;
            var (tea, coffee) = ((0.3 * demand) + (0.2 * chance.NextNormal()), (0.2 * demand) + (0.2 * chance.NextNormal()));
            (price[2 * market], price[(2 * market) + 1]) = (5 * Math.Exp(tea), 8 * Math.Exp(coffee));
            quantity[2 * market] = Math.Exp(3 - (2 * tea) + (0.6 * coffee) + demand + (0.2 * chance.NextNormal()));
            quantity[(2 * market) + 1] = Math.Exp(2 - (1.5 * coffee) + (0.3 * tea) + demand + (0.2 * chance.NextNormal()));
            (product[(2 * market) + 1], season[2 * market][0], season[(2 * market) + 1][0]) = (1, (float)time, (float)time);
        }
        return new()
        {
            Products = ["茶", "coffee"], Product = product, Quantity = quantity, Price = price,
            Market = [.. Enumerable.Range(0, markets * 2).Select(row => row / 2)], Controls = new(["season"], season),
        };
    }
}
