namespace Taojin.Mining.Learning;

/// <summary>Turns raw log-odds into probabilities: p = σ(scale · raw + shift), with scale above 0, so that no order changes.</summary>
/// <remarks>
/// Platt, Advances in Large Margin Classifiers 1999; fitted by Newton's method with Platt's smoothed targets
/// (Lin, Lin &amp; Weng 2007, doi:10.1007/s10994-007-5018-6).
/// </remarks>
/// <param name="Scale">Factor of the raw log-odds, above 0.</param>
/// <param name="Shift">Added to them.</param>
public readonly record struct LogitCalibration(double Scale, double Shift)
{
    private const int FewestPositives = 20, MostSteps = 50;
    private const double Ridge = 1e-9, LeastScale = 1e-3, Converged = 1e-10;

    /// <summary>Undoes the down-sampling of negatives and nothing else.</summary>
    /// <param name="negativesKept">Share of the negatives that were learned from, in (0, 1].</param>
    public static LogitCalibration ForPrior(double negativesKept) => new(1, Math.Log(negativesKept));

    /// <summary>Fits scale and shift to later rows; with fewer than 20 of either outcome only the prior is corrected.</summary>
    /// <param name="raw">Raw log-odds of the later rows, shape [rows].</param>
    /// <param name="labels">What came true, shape [rows].</param>
    /// <param name="negativesKept">Share of the negatives that the model learned from.</param>
    public static LogitCalibration Fit(ReadOnlySpan<double> raw, ReadOnlySpan<bool> labels, double negativesKept)
    {
        var prior = ForPrior(negativesKept);
        var positives = labels.Count(true);
        var negatives = labels.Length - positives;
        if (positives < FewestPositives || negatives < FewestPositives)
            return prior;
        var (high, low) = ((positives + 1.0) / (positives + 2.0), 1.0 / (negatives + 2.0));
        var (scale, shift) = (prior.Scale, prior.Shift);
        for (var step = 0; step < MostSteps; step++)
        {
            double gScale = 0, gShift = 0, hScale = Ridge, hShift = Ridge, hBoth = 0;
            for (var row = 0; row < raw.Length; row++)
            {
                var probability = Sigmoid((scale * raw[row]) + shift);
                var (error, spread) = (probability - (labels[row] ? high : low), probability * (1 - probability));
                gScale += error * raw[row];
                gShift += error;
                hScale += spread * raw[row] * raw[row];
                hBoth += spread * raw[row];
                hShift += spread;
            }
            var determinant = (hScale * hShift) - (hBoth * hBoth);
            if (!(determinant > 0))
                return prior;
            var (dScale, dShift) = (((hShift * gScale) - (hBoth * gShift)) / determinant, ((hScale * gShift) - (hBoth * gScale)) / determinant);
            scale = Math.Max(LeastScale, scale - Math.Clamp(dScale, -1, 1));
            shift -= Math.Clamp(dShift, -3, 3);
            if (Math.Abs(dScale) + Math.Abs(dShift) < Converged)
                break;
        }
        return new(scale, shift);
    }

    /// <summary>The calibrated log-odds.</summary>
    public double Logit(double raw) => (Scale * raw) + Shift;

    /// <summary>The calibrated probability, in (0, 1).</summary>
    public double Probability(double raw) => Sigmoid(Logit(raw));

    /// <summary>1 ÷ (1 + e⁻ˣ), kept off 0 and 1 by one part in 10¹², so that a log-loss stays finite.</summary>
    public static double Sigmoid(double logit) => Math.Clamp(1 / (1 + Math.Exp(-logit)), 1e-12, 1 - 1e-12);
}
