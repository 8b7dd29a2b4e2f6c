using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Marketing.Channels;

/// <summary>What is believed of channels before the data speak, and how long is drawn.</summary>
public sealed record MediaMixOptions
{
    /// <summary>Scale of a channel's largest possible part in sales (half-normal prior): 0.3 lets a channel bring 30 % of sales at most, give or take.</summary>
    [Range(0.01, 2)] public double Strength { get; init; } = 0.3;

    /// <summary>Spread of the spending at which half of that is reached, around the mean spending (log-normal prior).</summary>
    [Range(0.1, 3)] public double HalfSpread { get; init; } = 0.8;

    /// <summary>Draws of each chain that are kept.</summary>
    [Range(100, 100_000)] public int Draws { get; init; } = 1500;

    /// <summary>Draws of each chain before those, in which step sizes are found.</summary>
    [Range(100, 100_000)] public int WarmUp { get; init; } = 1000;

    /// <summary>Chains that start apart; they must come to the same.</summary>
    [Range(2, 16)] public int Chains { get; init; } = 4;

    /// <summary>Experiments that the answer is calibrated by.</summary>
    public IReadOnlyList<MediaExperiment> Experiments { get; init; } = [];
}

/// <summary>What each channel brings: sales by week explained by spending that lasts and saturates.</summary>
/// <remarks>
/// sales ÷ mean = controls + Σ β·a ÷ (a + κ) + noise, a being the adstock (1 − δ)·Σ δˡ·spend(t − l) (Jin et al. 2017, Google, "Bayesian methods for media mix
/// modeling"). Priors: β half-normal, κ log-normal around the mean spending, δ Beta(2, 2). Coefficients of controls and the noise are integrated out, so that
/// Metropolis steps draw only (β, κ, δ) of one channel at a time. Observational: what moves both spending and sales must be among the controls; experiments can
/// be given as evidence. The same draws whatever the number of threads. Costs chains · draws · channels · weeks · controls.
/// </remarks>
public sealed class MediaMix(MediaMixOptions options)
{
    private readonly MediaMixOptions _options = options.Validated();

    /// <summary>Learns from weeks of spending and sales.</summary>
    /// <exception cref="TooLittleDataException">There are fewer than 4 weeks for each channel and control.</exception>
    public MediaMixModel Fit(MediaTable data, FitContext context)
    {
        var needed = 4 * (data.Channels.Count + data.Controls.Length);
        if (data.Weeks < needed)
            throw new TooLittleDataException($"{data.Weeks} weeks are too few for {data.Channels.Count} channels and {data.Controls.Length} controls; {needed} are needed.",
                $"{data.Weeks} 周不足以估计 {data.Channels.Count} 个渠道与 {data.Controls.Length} 个控制变量；至少需要 {needed} 周。");
        var likelihood = new MediaLikelihood(data, _options);
        var chains = new ChannelDraw[_options.Chains][][];
        Parallel.For(0, chains.Length, new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation }, chain =>
            chains[chain] = new MediaChain(likelihood, _options, context.Random("media-mix/chain", chain)).Run(context.Cancellation));
        return new(data, likelihood, chains);
    }
}

/// <summary>One drawn possibility of a channel.</summary>
/// <param name="Strength">β: sales it brings at most, as a share of mean sales.</param>
/// <param name="Half">κ: lasting spending at which half of that is reached, in money.</param>
/// <param name="Decay">δ: part of a week's pressure that lasts into the next.</param>
public readonly record struct ChannelDraw(double Strength, double Half, double Decay)
{
    /// <summary>Sales a week, as a share of mean sales, at a steady spending.</summary>
    public double At(double spend) => Strength * spend / (spend + Half);
}
