using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning.Search;

namespace Taojin.Mining.Classification;

/// <summary>Shape of a network of pictures and how it is trained.</summary>
public sealed record ImageCnnOptions
{
    /// <summary>Points of a side: pictures are brought to such a square.</summary>
    [Range(28, 96)] public int Size { get; init; } = 40;

    /// <summary>Channels of the first stage; each further one has twice as many.</summary>
    [SearchRange(16, 64)] [Range(4, 256)] public int Width { get; init; } = 24;

    /// <summary>Residual blocks of two layers in each of the three stages (four from 65 points on).</summary>
    [Range(1, 8)] public int Blocks { get; init; } = 1;

    /// <summary>Passes over the pictures.</summary>
    [SearchRange(10, 60)] [Range(1, 10_000)] public int Epochs { get; init; } = 25;

    /// <summary>Pictures of a step.</summary>
    [Range(2, 4096)] public int BatchSize { get; init; } = 16;

    /// <summary>Step width of Adam at its height: it rises over the first twentieth of the steps and falls along half a cosine.</summary>
    [SearchRange(5e-4, 1e-2)] [Range(1e-7, 1)] public double LearningRate { get; init; } = 0.01;

    /// <summary>L2 penalty on the weights (decoupled weight decay).</summary>
    [SearchRange(1e-4, 0.2)] [Range(0, 1)] public double L2 { get; init; } = 0.01;

    /// <summary>Share of a label that is spread over all categories (Szegedy et al. 2016, doi:10.1109/CVPR.2016.308).</summary>
    [Range(0, 0.5)] public double LabelSmoothing { get; init; } = 0.05;

    /// <summary>Each step learns from mixtures of two pictures, λ of one and 1 − λ of the other with λ from Beta(α, α); 0 mixes nothing (Zhang et al. 2018, arXiv:1710.09412).</summary>
    [Range(0, 1)] public double MixUp { get; init; } = 0.05;

    /// <summary>How far a picture is moved at random, as a share of its side; what comes in repeats the edge.</summary>
    [Range(0, 0.5)] public double Crop { get; init; } = 0.05;

    /// <summary>How much larger or smaller a picture is made at random, as a share of its side.</summary>
    [Range(0, 0.5)] public double Zoom { get; init; } = 0.05;

    /// <summary>Whether half of the pictures are mirrored.</summary>
    public bool Flip { get; init; } = true;

    /// <summary>Whether an answer is the mean of the picture and its mirror image; it costs twice as much.</summary>
    public bool Mirrored { get; init; }

    /// <summary>Share of the pictures in which a rectangle is erased (Zhong et al. 2020, doi:10.1609/aaai.v34i07.7000).</summary>
    [Range(0, 1)] public double Erase { get; init; } = 0.1;

    /// <summary>The weights that are kept are a moving mean over about so many passes at the end (Polyak &amp; Juditsky 1992, doi:10.1137/0330046); 0 keeps the last.</summary>
    [Range(0, 100)] public double AveragedEpochs { get; init; } = 1.5;

    /// <summary>Share of the products that only calibrate the probabilities; equal products stay together. 0: they stay as the network says them.</summary>
    [Range(0, 0.5)] public double CalibrationShare { get; init; } = 0.1;

    /// <summary>Whether products in training have 16 bits (bfloat16, sums of 32) where the processor multiplies such numbers.</summary>
    public bool HalfProducts { get; init; } = true;
}
