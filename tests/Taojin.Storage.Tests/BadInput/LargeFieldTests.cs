using System.Text;
using Taojin.Data;

namespace Taojin.Storage.Tests.BadInput;

public sealed class LargeFieldTests
{
    private const string Header = "user_id,item_id,kind,time,query\n";
    private const string Row = "甲,乙,view,1600000000,\n";

    [Theory]
    [InlineData(false, "row.too-long")]
    [InlineData(true, "row.too-long")]
    public void A_field_of_ten_megabytes_is_one_reject(bool isQuoted, string code)
    {
        var field = new string('字', (10 << 20) / 3);

        var receipt = Import($"{Header}{Row}甲,乙,search,1600000001,{(isQuoted ? $"\"{field}\"" : field)}\n{Row}");

        (receipt.Accepted, receipt.Rejected, receipt.RejectedByCode[code]).ShouldBe((2, 1, 1));
    }

    [Fact]
    public void Many_short_lines_within_a_quote_are_rejects_of_their_own_and_end_at_the_limit()
    {
        var receipt = Import($"{Header}{Row}甲,乙,search,1600000001,\"{string.Concat(Enumerable.Repeat("字,字\n", 5_000))}\"\n{Row}");

        receipt.Accepted.ShouldBe(2);
        receipt.RejectedByCode["quote.open"].ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_header_of_ten_megabytes_is_one_clear_error()
    {
        var fault = Should.Throw<TaojinException>(() => Import(new string('列', (10 << 20) / 3) + "\n" + Row));

        fault.Code.ShouldStartWith("import.");
    }

    [Fact]
    public void A_row_of_a_hundred_thousand_fields_is_one_reject()
    {
        var receipt = Import($"{Header}{Row}{new string(',', 100_000)}\n{Row}");

        receipt.RejectedByCode.ShouldBe(new Dictionary<string, long> { ["row.too-many-fields"] = 1 });
    }

    [Fact]
    public void Memory_does_not_grow_with_the_length_of_a_line()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var path = scratch.PathOf("a.csv");
        using (var stream = File.Create(path))
        {
            stream.Write(Encoding.UTF8.GetBytes(Header + Row));
            var block = new byte[1 << 20];
            Array.Fill(block, (byte)'x');
            for (var megabyte = 0; megabyte < 64; megabyte++)
                stream.Write(block);
            stream.Write(Encoding.UTF8.GetBytes("\n" + Row));
        }
        var before = GC.GetAllocatedBytesForCurrentThread();

        var receipt = shop.Import("csv:" + path);

        (receipt.Accepted, receipt.RejectedByCode["row.too-long"]).ShouldBe((2, 1));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(32 << 20);
    }

    private static ImportReceipt Import(string text)
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        return shop.Import("csv:" + scratch.File("a.csv", text));
    }
}
