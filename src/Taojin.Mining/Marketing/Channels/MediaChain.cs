using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Channels;

/// <summary>One chain of draws: Metropolis steps, channel by channel, with step sizes found in the warm-up.</summary>
internal sealed class MediaChain
{
    private const double Wanted = 0.3; // share of steps accepted that mixes best for a few dimensions
    private readonly MediaLikelihood _likelihood;
    private readonly MediaMixOptions _options;
    private readonly ChannelDraw[] _now;
    private readonly double[][] _projected;
    private readonly double[] _priors;
    private readonly double[] _steps;
    private double[] _rest;
    private double _fit;
    private SplitMix64 _chance;

    public MediaChain(MediaLikelihood likelihood, MediaMixOptions options, SplitMix64 chance)
    {
        (_likelihood, _options, _chance) = (likelihood, options, chance);
        var channels = likelihood.Channels;
        (_now, _projected, _priors, _steps) = (new ChannelDraw[channels], new double[channels][], new double[channels], new double[channels]);
        _rest = likelihood.Residual.ToArray();
        for (var channel = 0; channel < channels; channel++)
        {
            _now[channel] = new(options.Strength * 0.3 * Math.Exp(_chance.NextNormal() / 2), likelihood.MeanSpend[channel] * Math.Exp(_chance.NextNormal() / 2), 0.2 + (0.5 * _chance.NextDouble()));
            var response = likelihood.Response(channel, _now[channel]);
            (_projected[channel], _priors[channel], _steps[channel]) = (likelihood.Project(response), likelihood.OfChannel(channel, _now[channel], response), 0.3);
            _rest = [.. _rest.Zip(_projected[channel], (rest, part) => rest - part)];
        }
        _fit = likelihood.OfRest(_rest);
    }

    /// <summary>Draws kept, shape [draws][channels].</summary>
    public ChannelDraw[][] Run(CancellationToken cancellation)
    {
        var kept = new ChannelDraw[_options.Draws][];
        for (var draw = -_options.WarmUp; draw < kept.Length; draw++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var turn = 0; turn < 3; turn++) // β alone, then κ and δ, then all three
                for (var channel = 0; channel < _now.Length; channel++)
                {
                    var isTaken = Step(channel, turn);
                    if (draw < 0)
                        _steps[channel] *= Math.Exp(((isTaken ? 1 : 0) - Wanted) / Math.Sqrt(draw + _options.WarmUp + 10));
                }
            if (draw >= 0)
                kept[draw] = [.. _now];
        }
        return kept;
    }

    private bool Step(int channel, int turn)
    {
        var (step, now) = (_steps[channel], _now[channel]);
        double Move(bool isMoved, double size) => _chance.NextNormal() * (isMoved ? step * size : 0);
        var logit = Math.Log(now.Decay / (1 - now.Decay)) + Move(turn != 0, 1.5);
        var next = new ChannelDraw(now.Strength * Math.Exp(Move(turn != 1, 1)), now.Half * Math.Exp(Move(turn != 0, 1)), 1 / (1 + Math.Exp(-logit)));
        if (!(next.Decay is > 1e-6 and < 1 - 1e-6) || !double.IsFinite(next.Half) || !(next.Strength > 1e-9))
            return false;
        var response = _likelihood.Response(channel, next);
        var projected = _likelihood.Project(response);
        var rest = new double[_rest.Length];
        for (var week = 0; week < rest.Length; week++)
            rest[week] = _rest[week] + _projected[channel][week] - projected[week];
        var (fit, prior) = (_likelihood.OfRest(rest), _likelihood.OfChannel(channel, next, response));
        if (!(Math.Log(1 - _chance.NextDouble()) < fit + prior - _fit - _priors[channel]))
            return false;
        (_now[channel], _projected[channel], _priors[channel], _rest, _fit) = (next, projected, prior, rest, fit);
        return true;
    }
}
