using System.Numerics;
using System.Runtime.InteropServices;

namespace Taojin.Mining.Torch.Sequences;

/// <summary>Adam (Kingma &amp; Ba 2015, arXiv:1412.6980) over plain arrays, in one pass.</summary>
internal sealed class Adam
{
    private const double Beta1 = 0.9, Beta2 = 0.98, Least = 1e-6;
    private const float Epsilon = 1e-8f;
    private static readonly double Ratio = Beta1 / Math.Sqrt(Beta2);
    private readonly List<float> _widths = []; // of each step, with its correction for starting from zero
    private float _width;

    /// <summary>Opens a step.</summary>
    public void Begin(double rate)
    {
        var step = _widths.Count + 1;
        _widths.Add(_width = (float)(rate * Math.Sqrt(1 - Math.Pow(Beta2, step)) / (1 - Math.Pow(Beta1, step))));
    }

    /// <summary>Moves values against their gradients; all spans are of one length.</summary>
    public void Move(Span<float> values, ReadOnlySpan<float> gradients, Span<float> means, Span<float> squares)
    {
        var x = MemoryMarshal.Cast<float, Vector<float>>(values);
        var g = MemoryMarshal.Cast<float, Vector<float>>(gradients);
        var m = MemoryMarshal.Cast<float, Vector<float>>(means);
        var v = MemoryMarshal.Cast<float, Vector<float>>(squares);
        for (var lane = 0; lane < x.Length; lane++)
        {
            m[lane] = (m[lane] * (float)Beta1) + (g[lane] * (float)(1 - Beta1));
            v[lane] = (v[lane] * (float)Beta2) + (g[lane] * g[lane] * (float)(1 - Beta2));
            x[lane] -= m[lane] * _width / (Vector.SquareRoot(v[lane]) + new Vector<float>(Epsilon));
        }
        for (var place = x.Length * Vector<float>.Count; place < values.Length; place++)
        {
            means[place] = (means[place] * (float)Beta1) + (gradients[place] * (float)(1 - Beta1));
            squares[place] = (squares[place] * (float)Beta2) + (gradients[place] * gradients[place] * (float)(1 - Beta2));
            values[place] -= means[place] * _width / (MathF.Sqrt(squares[place]) + Epsilon);
        }
    }

    /// <summary>The moves of steps that brought no gradient, in one.</summary>
    /// <param name="missed">The first and the last of the steps, from 1.</param>
    /// <param name="values">What is moved.</param>
    /// <param name="means">Means of its gradients.</param>
    /// <param name="squares">Means of their squares.</param>
    public void CatchUp((int First, int Last) missed, Span<float> values, Span<float> means, Span<float> squares)
    {
        var (sum, fade, count) = (0.0, 1.0, missed.Last - missed.First + 1);
        for (var step = missed.First; step <= missed.Last && fade > Least; step++)
            sum += _widths[step - 1] * (fade *= Ratio);
        var (fadeMean, fadeSquare) = ((float)Math.Pow(Beta1, count), (float)Math.Pow(Beta2, count));
        for (var place = 0; place < values.Length; place++)
        {
            values[place] -= means[place] * (float)sum / (MathF.Sqrt(squares[place]) + Epsilon);
            means[place] *= fadeMean;
            squares[place] *= fadeSquare;
        }
    }
}
