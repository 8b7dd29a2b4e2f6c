using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Testing.Contracts;

/// <summary>Products whose category stands in their title, in English and Chinese; every fifth has no title but a description.</summary>
public static class LabelledProducts
{
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
            return (row % 5 == 4 ? new ProductFacts { Description = text } : new ProductFacts { Title = text }, category);
        })]);
    }
}
