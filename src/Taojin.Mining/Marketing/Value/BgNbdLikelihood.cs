
namespace Taojin.Mining.Marketing.Value;

/// <summary>The log-likelihood of BG/NBD with its slopes. What depends only on x is summed once for all x.</summary>
internal sealed class BgNbdLikelihood
{
    private readonly CustomerSummaries _data;
    private readonly double _logAlpha, _logA;
    private readonly double[] _value, _slopeR, _slopeA, _slopeB; // by x

    public BgNbdLikelihood(CustomerSummaries data, ReadOnlySpan<double> parameters, int mostRepeats)
    {
        var (r, alpha, a, b) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        (_data, _logAlpha, _logA) = (data, Math.Log(alpha), Math.Log(a));
        _value = new double[mostRepeats + 1];
        (_slopeR, _slopeA, _slopeB) = (new double[_value.Length], new double[_value.Length], new double[_value.Length]);
        for (var x = 0; x < mostRepeats; x++) // Γ(r + x) and B(a, b + x) by their recurrences
        {
            _value[x + 1] = _value[x] + Math.Log(r + x) + Math.Log((b + x) / (a + b + x));
            _slopeR[x + 1] = _slopeR[x] + (1 / (r + x));
            _slopeA[x + 1] = _slopeA[x] - (1 / (a + b + x));
            _slopeB[x + 1] = _slopeB[x] + (1 / (b + x)) - (1 / (a + b + x));
        }
    }

    public double Of(ReadOnlySpan<double> parameters, int first, int end, Span<double> slopes)
    {
        var (r, alpha, a, b) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        var (sum, slopeR, slopeAlpha, slopeA, slopeB) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var customer = first; customer < end; customer++)
        {
            var x = _data.Repeats[customer];
            var age = alpha + _data.Age[customer];
            var logAge = Math.Log(age);
            var (stays, left, logLast, last) = (1.0, 0.0, 0.0, 1.0); // shares of the two ways: still there, left after the last purchase
            var way = -(r + x) * logAge;
            if (x > 0)
            {
                last = alpha + _data.LastPurchase[customer];
                logLast = Math.Log(last);
                var gone = _logA - Math.Log(b + x - 1) - ((r + x) * logLast);
                var most = Math.Max(way, gone);
                (stays, left) = (Math.Exp(way - most), Math.Exp(gone - most));
                way = most + Math.Log(stays + left);
                (stays, left) = (stays / (stays + left), left / (stays + left));
                slopeA += left / a;
                slopeB -= left / (b + x - 1);
            }
            sum += _value[x] + (r * _logAlpha) + way;
            slopeR += _slopeR[x] + _logAlpha - (stays * logAge) - (left * logLast);
            slopeAlpha += (r / alpha) - ((r + x) * ((stays / age) + (left / last)));
            slopeA += _slopeA[x];
            slopeB += _slopeB[x];
        }
        (slopes[0], slopes[1], slopes[2], slopes[3]) = (slopes[0] + slopeR, slopes[1] + slopeAlpha, slopes[2] + slopeA, slopes[3] + slopeB);
        return sum;
    }
}
