using System.ComponentModel.DataAnnotations;
using Taojin.Numerics;

namespace Taojin.Mining.Learning;

/// <summary>How the coefficients of a linear regression are held small.</summary>
public sealed record RidgeOptions
{
    /// <summary>L2 penalty on each coefficient of a standardised column, for the mean squared error.</summary>
    [Range(0, 1e6)] public double L2 { get; init; } = 1e-3;
}

/// <summary>Linear regression with an L2 penalty: the cheapest model of amounts.</summary>
/// <remarks>
/// Minimises mean squared error + L2·|b|² over standardised columns; unknown values count as the mean. Hoerl &amp; Kennard 1970, doi:10.1080/00401706.1970.10488634.
/// Costs rows × columns² ÷ 2.
/// </remarks>
public sealed class Ridge(RidgeOptions options) : IEstimator<ValueTable, LinearValueModel>
{
    private readonly RidgeOptions _options = options.Validated();

    /// <inheritdoc />
    public LinearValueModel Fit(ValueTable data, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var standardizer = Standardizer.Of(data.Features);
        var scaled = standardizer.Apply(data.Features.Values);
        var columns = scaled.ColumnCount + 1; // the constant comes last
        var rows = new double[scaled.RowCount * columns];
        for (var row = 0; row < scaled.RowCount; row++)
        {
            for (var column = 0; column < columns - 1; column++)
                rows[(row * columns) + column] = scaled[row][column];
            rows[(row * columns) + columns - 1] = 1;
        }
        var ridge = new double[columns];
        ridge.AsSpan(0, columns - 1).Fill(_options.L2 * scaled.RowCount);
        return new(standardizer, LeastSquares.Fit(rows, columns, Array.ConvertAll(data.Targets, target => (double)target), ridge).Coefficients);
    }
}

/// <summary>Coefficients of standardised columns, the constant last.</summary>
public sealed class LinearValueModel : IValueModel
{
    private readonly Standardizer _standardizer;
    private readonly double[] _coefficients;

    internal LinearValueModel(Standardizer standardizer, double[] coefficients) => (_standardizer, _coefficients) = (standardizer, coefficients);

    /// <inheritdoc />
    public void Predict(FeatureTable features, Span<double> values)
    {
        var scaled = new float[_standardizer.Width];
        for (var row = 0; row < features.RowCount; row++)
        {
            _standardizer.Apply(features.Values[row], scaled);
            var value = _coefficients[^1];
            for (var column = 0; column < scaled.Length; column++)
                value += _coefficients[column] * scaled[column];
            values[row] = value;
        }
    }
}
