using System.Numerics;
using System.Numerics.Tensors;

namespace Taojin.Mining.Recommendation;

/// <summary>One step of pairwise learning on three vectors. Vectors of any length, 0 included; NaN spreads to what it touches.</summary>
internal static class BprStep
{
    /// <summary>σ(−(u·b − u·w)): how wrong the order of two items still is for a user, 0 to 1.</summary>
    public static float Wrongness(ReadOnlySpan<float> user, ReadOnlySpan<float> better, ReadOnlySpan<float> worse) =>
        1 / (1 + MathF.Exp(TensorPrimitives.Dot(user, better) - TensorPrimitives.Dot(user, worse)));

    /// <summary>u ← k·u + a(b − w), b ← k·b + a·u, w ← k·w − a·u, with the old u on the right.</summary>
    /// <param name="user">u, shape [factors].</param>
    /// <param name="better">b, shape [factors].</param>
    /// <param name="worse">w, shape [factors].</param>
    /// <param name="pull">a, the learning rate times the wrongness.</param>
    /// <param name="keep">k, one less the learning rate times the penalty.</param>
    public static void Move(Span<float> user, Span<float> better, Span<float> worse, float pull, float keep)
    {
        var place = 0;
        for (; place + Vector<float>.Count <= user.Length; place += Vector<float>.Count)
        {
            var (u, b, w) = (new Vector<float>(user[place..]), new Vector<float>(better[place..]), new Vector<float>(worse[place..]));
            ((u * keep) + ((b - w) * pull)).CopyTo(user[place..]);
            ((b * keep) + (u * pull)).CopyTo(better[place..]);
            ((w * keep) - (u * pull)).CopyTo(worse[place..]);
        }
        for (; place < user.Length; place++)
        {
            var (u, b, w) = (user[place], better[place], worse[place]);
            user[place] = (u * keep) + ((b - w) * pull);
            better[place] = (b * keep) + (u * pull);
            worse[place] = (w * keep) - (u * pull);
        }
    }
}
