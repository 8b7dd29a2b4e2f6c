using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Pictures;
using Taojin.Numerics;

namespace Taojin.Testing.Contracts;

/// <summary>Products whose category stands in their title, in English and Chinese; every fifth has no title but a description. Pictures show it too; every tenth has none.</summary>
public static class LabelledProducts
{
    private const int Side = 28;

    private static readonly (string Category, string[] Words)[] Kinds =
    [
        ("食品 > 茶叶", ["龙井", "绿茶", "明前", "tea", "普洱", "礼盒"]), ("服装 > 羽绒服", ["羽绒服", "加厚", "保暖", "down jacket", "修身", "冬季"]),
        ("数码 > 手机", ["iphone", "64gb", "手机", "samsung", "galaxy", "5g"]),
    ];

    /// <summary>Products in turn of the three categories.</summary>
    public static Labelled<ProductFacts> Of(int rows = 300, ulong seed = 1)
    {
        var chance = SplitMix64.Stream(seed, "labelled-products");
        return Labelled<ProductFacts>.Of([.. Enumerable.Range(0, rows).Select(row =>
        {
            var (category, words) = Kinds[row % Kinds.Length];
            var text = $"{words[chance.NextInt32(6)]} {words[chance.NextInt32(6)]}{(char)('a' + chance.NextInt32(26))}{chance.NextInt32(100)} {words[chance.NextInt32(6)]}";
            var picture = row % 10 == 7 ? null : Shape(row % Kinds.Length, ref chance);
            return (row % 5 == 4 ? new ProductFacts { Description = text, Picture = picture } : new ProductFacts { Title = text, Picture = picture }, category);
        })]);
    }

    /// <summary>A disc, a square or a bar of any colour somewhere on light ground with noise.</summary>
    /// <param name="kind">0, 1 or 2.</param>
    /// <param name="chance">Draws place, colour and noise.</param>
    public static Picture Shape(int kind, ref SplitMix64 chance)
    {
        var (points, colour) = (new byte[Side * Side * 3], (byte[])[(byte)chance.NextInt32(140), (byte)chance.NextInt32(140), (byte)chance.NextInt32(140)]);
        var (middle, across) = (10 + chance.NextInt32(Side - 20), 10 + chance.NextInt32(Side - 20));
        for (var at = 0; at < points.Length; at++)
        {
            var (down, right) = ((at / 3 / Side) - middle, (at / 3 % Side) - across);
            var isInside = kind switch { 0 => (down * down) + (right * right) < 64, 1 => Math.Abs(down) < 7 && Math.Abs(right) < 7, _ => Math.Abs(down) < 2 && Math.Abs(right) < 10 };
            points[at] = (byte)((isInside ? colour[at % 3] : 220) + chance.NextInt32(20));
        }
        return new(Side, Side, points);
    }
}
