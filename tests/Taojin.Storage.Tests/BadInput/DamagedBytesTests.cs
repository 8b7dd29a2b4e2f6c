using System.Text;
using CsCheck;
using Taojin.Data;

namespace Taojin.Storage.Tests.BadInput;

/// <summary>Whole files with a few bytes changed at random: whatever they have become, there is a receipt that adds up or a clear error.</summary>
public sealed class DamagedBytesTests
{
    private const string Seed = "0000KOIPe9Z4";

    private static readonly byte[] Telling = [0, .. "\"\\\n,{}[:u"u8, 0xFF];

    [Theory]
    [InlineData("csv", "user_id,item_id,kind,time,price\n甲,\"连衣裙, 红\",view,1600000000,9.5\n乙,衬衫,buy,1600000001,\n丙,衬衫,cart,1600000002,3\n")]
    [InlineData("csv", "item_id,title,price,颜色\n1,\"连衣裙 \"\"红\"\"\",19.9,红\n2,衬衫,,蓝\n")]
    [InlineData("taobao", "1,10,7,pv,1511539200\n2,11,7,buy,1511539201\n")]
    [InlineData("jsonl", "{\"user_id\":\"甲\",\"item_id\":\"\\u4e2d\\ud83d\\ude00\",\"kind\":\"view\",\"time\":1600000000,\"price\":1e2}\n{\"user_id\":\"乙\",\"item_id\":7,\"kind\":\"buy\",\"time\":1600000001}\n")]
    [InlineData("jsonl", "{\"event_name\":\"purchase\",\"event_timestamp\":\"1611627423123456\",\"user_pseudo_id\":\"1.2\",\"event_params\":[{\"key\":\"currency\",\"value\":{\"string_value\":\"CNY\"}}],\"items\":[{\"item_id\":\"红\",\"price\":1.5,\"quantity\":\"2\"},{\"item_id\":\"b\"}]}\n")]
    [InlineData("jsonl", "{\"type\":\"track\",\"event\":\"Order Completed\",\"messageId\":\"m\",\"userId\":\"u\",\"timestamp\":\"2024-02-01T00:00:02Z\",\"properties\":{\"products\":[{\"product_id\":\"p\",\"price\":1}]}}\n")]
    [InlineData("jsonl", "{\"FeedbackType\":\"like\",\"UserId\":\"u\",\"ItemId\":\"i\",\"Value\":1,\"Timestamp\":\"2024-02-01T00:00:02Z\"}\n{\"ItemId\":\"i\",\"IsHidden\":false,\"Categories\":[\"女装\",\"裙\"],\"Labels\":{\"a\":[\"b\"]},\"Comment\":\"裙\"}\n{\"UserId\":\"u\",\"Labels\":[\"x\"]}\n")]
    public void Text_with_damaged_bytes_ends_in_a_receipt_or_a_clear_error(string source, string text)
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var whole = Encoding.UTF8.GetBytes(text);
        shop.Import($"{source}:{scratch.File("whole", whole)}").Rejected.ShouldBe(0);

        ShouldHoldOut(scratch, shop, source, whole);
    }

    [Theory]
    [InlineData("csv", "user_id,item_id,kind,time\n甲,连衣裙,view,1600000000\n")]
    [InlineData("jsonl", "{\"user_id\":\"甲\",\"item_id\":\"裙\",\"kind\":\"view\",\"time\":1600000000}\n")]
    public void Packed_text_with_damaged_bytes_ends_in_a_receipt_or_a_clear_error(string source, string text)
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        ShouldHoldOut(scratch, shop, source, Scratch.Gzip(string.Concat(Enumerable.Repeat(text, 3))));
    }

    private static void ShouldHoldOut(Scratch scratch, Workspace shop, string source, byte[] whole)
    {
        var change = Gen.Select(Gen.Int[0, whole.Length - 1], Gen.OneOf(Gen.Byte, Gen.Int[0, Telling.Length - 1].Select(place => Telling[place])), Gen.Int[0, 2]);
        change.Array[1, 6].Sample(
            changes =>
            {
                var bytes = whole.ToList();
                foreach (var (place, value, what) in changes)
                    Change(bytes, Math.Min(place, bytes.Count - 1), value, what);
                try
                {
                    shop.Import($"{source}:{scratch.File("damaged", [.. bytes])}");
                }
                catch (TaojinException fault)
                {
                    fault.Code.ShouldStartWith("import.");
                }
            },
            seed: Seed, iter: 25, threads: 1);
        shop.Import("csv:" + scratch.File("good.csv", "user_id,item_id,kind,time\n好,好,view,1700000000\n")).Accepted.ShouldBe(1);
    }

    private static void Change(List<byte> bytes, int place, byte value, int what)
    {
        if (what == 0)
            bytes[place] = value;
        else if (what == 1)
            bytes.Insert(place, value);
        else if (bytes.Count > 1)
            bytes.RemoveAt(place);
    }
}
