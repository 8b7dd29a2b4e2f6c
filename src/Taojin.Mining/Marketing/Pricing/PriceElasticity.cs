using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Pricing;

/// <summary>How elasticities are estimated.</summary>
public sealed record PriceElasticityOptions
{
    /// <summary>Whether prices of the other products in the market matter too.</summary>
    public bool Cross { get; init; }

    /// <summary>Whether what else moves sales is taken out by trees that may bend (double machine learning) or by straight lines (regression).</summary>
    public bool IsDouble { get; init; } = true;

    /// <summary>Fewest rows of a product.</summary>
    [Range(3, 1_000_000)] public int Rows { get; init; } = 30;
}

/// <summary>Own and cross price elasticities by product, from log sales on log prices.</summary>
/// <remarks>
/// By regression: log q = product + Σ ε·log p + controls, with errors by market. By double machine learning (Chernozhukov et al. 2018,
/// doi:10.1111/ectj.12097): log q and log p are each foretold from product and controls by boosted trees that did not see the market (five folds), and what is
/// left of the one is set against what is left of the other. Neither is an effect if something that is not among the controls moves both price and sales.
/// </remarks>
public sealed class PriceElasticity(PriceElasticityOptions options)
{
    private const int Folds = 5;
    private readonly PriceElasticityOptions _options = options.Validated();

    /// <summary>Own elasticities in the order of the products, each followed by its cross ones.</summary>
    /// <exception cref="TooLittleDataException">A product has too few rows or prices.</exception>
    public IReadOnlyList<Elasticity> Fit(SalesTable sales, FitContext context)
    {
        sales.Require(_options.Rows);
        var prices = LogPrices(sales);
        var quantity = Array.ConvertAll(sales.Quantity, Math.Log);
        return _options.IsDouble ? Double(sales, quantity, prices, context) : Straight(sales, quantity, prices);
    }

    /// <summary>Log prices that a row's sales may answer to, the own one in the product's own column, shape [rows × products]; mean of the product where not known.</summary>
    private double[][] LogPrices(SalesTable sales)
    {
        var (count, market) = (sales.Products.Count, sales.Markets);
        var own = Array.ConvertAll(sales.Price, Math.Log);
        var known = new Dictionary<(int Market, int Product), double>();
        for (var row = 0; row < own.Length; row++)
            known[(market[row], sales.Product[row])] = own[row];
        var mean = Enumerable.Range(0, count).Select(product => own.Where((_, row) => sales.Product[row] == product).Average()).ToArray();
        return [.. Enumerable.Range(0, own.Length).Select(row => _options.Cross
            ? Enumerable.Range(0, count).Select(product => product == sales.Product[row] ? own[row] : known.GetValueOrDefault((market[row], product), mean[product])).ToArray()
            : [own[row]])];
    }

    private IReadOnlyList<Elasticity> Straight(SalesTable sales, double[] quantity, double[][] prices)
    {
        var (products, perProduct, controls) = (sales.Products.Count, prices[0].Length, sales.Controls?.Columns.Count ?? 0);
        var columns = (products * (1 + perProduct)) + controls;
        var rows = new double[sales.RowCount * columns];
        for (var row = 0; row < sales.RowCount; row++)
        {
            var line = rows.AsSpan(row * columns, columns);
            line[sales.Product[row]] = 1;
            prices[row].CopyTo(line[(products + (sales.Product[row] * perProduct))..]);
            for (var control = 0; control < controls; control++)
                line[columns - controls + control] = sales.Controls!.Values[row][control];
        }
        return Read(sales, LeastSquares.Fit(rows, columns, quantity), products);
    }

    private IReadOnlyList<Elasticity> Double(SalesTable sales, double[] quantity, double[][] prices, FitContext context)
    {
        var (features, fold) = (Nuisance(sales), FoldOf(sales, context));
        var (products, perProduct) = (sales.Products.Count, prices[0].Length);
        var left = Left(features, quantity, fold, context);
        var (columns, rows) = (products * perProduct, new double[sales.RowCount * products * perProduct]);
        for (var price = 0; price < perProduct; price++)
        {
            var moved = Left(features, [.. prices.Select(row => row[price])], fold, context);
            for (var row = 0; row < moved.Length; row++)
                rows[(row * columns) + (sales.Product[row] * perProduct) + price] = moved[row];
        }
        return Read(sales, LeastSquares.Fit(rows, columns, left), 0);
    }

    /// <summary>What trees that did not see the market cannot foretell.</summary>
    private static double[] Left(FeatureTable features, double[] target, int[] fold, FitContext context)
    {
        var left = new double[target.Length];
        var trees = new BoostedValues(new() { Trees = 150, Leaves = 8, LearningRate = 0.1, RowsPerLeaf = 20, L2 = 1 });
        for (var held = 0; held < Folds; held++)
        {
            int[] others = [.. Enumerable.Range(0, fold.Length).Where(row => fold[row] != held)], rows = [.. Enumerable.Range(0, fold.Length).Where(row => fold[row] == held)];
            if (rows.Length == 0)
                continue;
            var said = new double[rows.Length];
            trees.Fit(new(features.Pick(others), [.. others.Select(row => (float)target[row])]), context).Predict(features.Pick(rows), said);
            for (var place = 0; place < rows.Length; place++)
                left[rows[place]] = target[rows[place]] - said[place];
        }
        return left;
    }

    private static FeatureTable Nuisance(SalesTable sales)
    {
        var (products, controls) = (sales.Products.Count, sales.Controls?.Columns.Count ?? 0);
        var values = new DenseRows(sales.RowCount, products + controls);
        for (var row = 0; row < sales.RowCount; row++)
        {
            values[row][sales.Product[row]] = 1;
            sales.Controls?.Values[row].CopyTo(values[row][products..]);
        }
        return new([.. Enumerable.Range(0, values.ColumnCount).Select(column => $"c{column}")], values);
    }

    private static int[] FoldOf(SalesTable sales, FitContext context) =>
        [.. sales.Markets.Select(market => context.Random("price-elasticity/folds", market).NextInt32(Folds))];

    private IReadOnlyList<Elasticity> Read(SalesTable sales, LeastSquares fit, int first)
    {
        var (errors, perProduct) = (fit.ClusteredErrors(sales.Markets), _options.Cross ? sales.Products.Count : 1);
        Elasticity At(int product, int price) => new(
            sales.Products[product], sales.Products[_options.Cross ? price : product],
            fit.Coefficients[first + (product * perProduct) + price], errors[first + (product * perProduct) + price]);
        return
        [
            .. Enumerable.Range(0, sales.Products.Count).SelectMany(product =>
                Enumerable.Range(0, perProduct).Select(price => At(product, price)).OrderBy(each => each.IsOwn ? 0 : 1)),
        ];
    }
}
