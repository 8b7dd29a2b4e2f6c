namespace Taojin.Mining.Marketing.Value;

/// <summary>The log-likelihood of Pareto/NBD with its slopes.</summary>
internal sealed class ParetoNbdLikelihood
{
    private readonly CustomerSummaries _data;
    private readonly double _logAlpha, _logBeta;
    private readonly double[] _value, _slope; // ln Γ(r + x) − ln Γ(r) and its slope, by x

    public ParetoNbdLikelihood(CustomerSummaries data, ReadOnlySpan<double> parameters, int mostRepeats)
    {
        (_data, _logAlpha, _logBeta) = (data, Math.Log(parameters[1]), Math.Log(parameters[3]));
        (_value, _slope) = (new double[mostRepeats + 1], new double[mostRepeats + 1]);
        for (var x = 0; x < mostRepeats; x++)
            (_value[x + 1], _slope[x + 1]) = (_value[x] + Math.Log(parameters[0] + x), _slope[x] + (1 / (parameters[0] + x)));
    }

    public double Of(ReadOnlySpan<double> parameters, int first, int end, Span<double> slopes)
    {
        var (r, alpha, s, beta) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        var sum = 0.0;
        for (var customer = first; customer < end; customer++)
        {
            var x = _data.Repeats[customer];
            var ways = LeavingTime.Of(parameters, x, _data.LastPurchase[customer], _data.Age[customer]);
            sum += _value[x] + (r * _logAlpha) + (s * _logBeta) + ways.LogSum;
            slopes[0] += _slope[x] + _logAlpha + ways.OfR;
            slopes[1] += (r / alpha) + ways.OfAlpha;
            slopes[2] += _logBeta + ways.OfS;
            slopes[3] += (s / beta) + ways.OfBeta;
        }
        return sum;
    }
}
