using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Numerics;

namespace Taojin.Testing.Service;

/// <summary>Reviews in English and Chinese whose words say what their writers thought; 薄 praises a phone and blames a coat.</summary>
public static class WrittenReviews
{
    private static readonly string[] Praise = ["很好", "喜欢", "great", "love it", "满意", "excellent"];
    private static readonly string[] Blame = ["很差", "失望", "terrible", "broken", "退货", "awful"];
    private static readonly string[] Filler = ["收到", "商品", "the parcel", "颜色", "yesterday", "size 42"];

    /// <summary>Reviews in turn of praise and blame, of two kinds of product.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Names the words.</param>
    public static Labelled<TopicText> Of(int count = 300, ulong seed = 1)
    {
        var chance = SplitMix64.Stream(seed, "written-reviews");
        return Labelled<TopicText>.Of([.. Enumerable.Range(0, count).Select(row => Row(row, ref chance))]);
    }

    private static (TopicText Text, string Class) Row(int row, ref SplitMix64 chance)
    {
        var (isPraise, isCoat) = (row % 2 == 0, row / 2 % 2 == 0);
        var said = row % 5 == 4 ? (isPraise == isCoat ? "厚" : "薄") : (isPraise ? Praise : Blame)[chance.NextInt32(6)];
        return (new($"{(isCoat ? "羽绒服 coat" : "手机 phone")} {Filler[chance.NextInt32(6)]} {said} {Filler[chance.NextInt32(6)]}", isCoat ? "coats" : "phones"), isPraise ? "positive" : "negative");
    }
}
