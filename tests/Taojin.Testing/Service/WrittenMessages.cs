using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Testing.Service;

/// <summary>Messages in English and Chinese whose words say what is wanted.</summary>
public static class WrittenMessages
{
    private static readonly (string Intent, string[] Words)[] Wants =
    [
        ("refund", ["退款", "money back", "退钱", "refund", "到账"]), ("delivery", ["物流", "where is my parcel", "快递", "tracking", "送达"]), ("invoice", ["发票", "invoice", "开票", "vat receipt", "抬头"]),
    ];
    private static readonly string[] Filler = ["请问", "hello", "order 4711", "谢谢", "please", "我的订单"];

    /// <summary>Messages in turn of three intents.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Names the words.</param>
    public static Labelled<string> Of(int count = 300, ulong seed = 1)
    {
        var chance = SplitMix64.Stream(seed, "written-messages");
        return Labelled<string>.Of([.. Enumerable.Range(0, count).Select(row =>
        {
            var (intent, words) = Wants[row % Wants.Length];
            return ($"{Filler[chance.NextInt32(6)]} {words[chance.NextInt32(5)]} {Filler[chance.NextInt32(6)]} {chance.NextInt32(1000)}", intent);
        })]);
    }
}
