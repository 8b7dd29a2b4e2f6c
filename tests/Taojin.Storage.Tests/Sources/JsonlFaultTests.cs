using System.Text;
using Taojin.Data;

namespace Taojin.Storage.Tests.Sources;

public sealed class JsonlFaultTests
{
    private const string Good = """{"user_id":"甲","item_id":"乙","kind":"view","time":1600000000}""";

    [Theory]
    [InlineData("""{"user_id":"u","item_id":"i","kind":"view","time":1600000000""", "json.invalid")]
    [InlineData("not json", "json.invalid")]
    [InlineData("[1,2]", "json.invalid")]
    [InlineData("17", "json.invalid")]
    [InlineData("""{"user_id":"u","item_id":"i","kind":"view"}""", "time.missing")]
    [InlineData("""{"user_id":"u","item_id":"i","kind":"view","time":"昨天"}""", "time.invalid")]
    [InlineData("""{"user_id":"u","item_id":"i","kind":"view","time":9999999999}""", "time.implausible")]
    [InlineData("""{"user_id":null,"item_id":"i","kind":"view","time":1600000000}""", "user.missing")]
    [InlineData("""{"user_id":"u","kind":"view","time":1600000000}""", "item.missing")]
    [InlineData("""{"user_id":"u","item_id":"i","time":1600000000}""", "kind.missing")]
    [InlineData("""{"user_id":"u","item_id":"i","kind":"瞬移","time":1600000000}""", "kind.unknown")]
    [InlineData("""{"user_id":"u","item_id":"i","kind":"buy","time":1600000000,"price":"NaN"}""", "number.not-finite")]
    [InlineData("""{"user_id":"u","item_id":"i","kind":"buy","time":1600000000,"price":1e400}""", "number.not-finite")]
    [InlineData("""{"user_id":"u","item_id":"i","kind":"buy","time":1600000000,"price":{}}""", "number.invalid")]
    [InlineData("""{"user_id":"u\u0000","item_id":"i","kind":"view","time":1600000000}""", "text.invalid")]
    [InlineData("""{"user_id":"\ud800","item_id":"i","kind":"view","time":1600000000}""", "text.invalid")]
    [InlineData("""{"\udc00":1,"user_id":"u","item_id":"i","kind":"view","time":1600000000}""", "text.invalid")]
    [InlineData("{\"user_id\":\"u\0\",\"item_id\":\"i\"}", "row.nul")]
    public void A_bad_line_is_rejected_with_its_code_and_the_rest_is_taken(string line, string code)
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("jsonl:" + scratch.File("a.jsonl", $"{Good}\n{line}\n\n{Good}\n"));

        receipt.RejectedByCode.ShouldHaveSingleItem().Key.ShouldBe(code);
        (receipt.Read, receipt.Accepted, receipt.Rejected).ShouldBe((3, 2, 1));
        File.ReadAllText(receipt.RejectsFile!).Split('\n')[1].ShouldStartWith("a.jsonl,2,,");
    }

    [Theory]
    [InlineData("""{"event_name":"teleport","event_timestamp":1600000000000000,"user_pseudo_id":"u","items":[{"item_id":"i"}]}""", "kind.unknown", "event_name")]
    [InlineData("""{"event_timestamp":1600000000000000,"user_pseudo_id":"u","items":[{"item_id":"i"}]}""", "kind.missing", "event_name")]
    [InlineData("""{"event_name":"view_item","user_pseudo_id":"u","items":[{"item_id":"i"}]}""", "time.missing", "event_timestamp")]
    [InlineData("""{"event_name":"view_item","event_timestamp":1600000000000000,"items":[{"item_id":"i"}]}""", "user.missing", "user_id")]
    [InlineData("""{"event_name":"view_item","event_timestamp":1600000000000000,"user_pseudo_id":"u","items":[{"item_id":"(not set)"}]}""", "item.missing", "items.item_id")]
    [InlineData("""{"event_name":"view_item","event_timestamp":1600000000000000,"user_pseudo_id":"u"}""", "item.missing", "items.item_id")]
    [InlineData("""{"event_name":"purchase","event_timestamp":1600000000000000,"user_pseudo_id":"u","items":[{"item_id":"i","quantity":0}]}""", "quantity.not-positive", "items.quantity")]
    [InlineData("""{"event_name":"purchase","event_timestamp":1600000000000000,"user_pseudo_id":"u","items":["i"]}""", "item.missing", "items.item_id")]
    public void A_bad_event_is_rejected_by_the_sources_own_names(string line, string code, string field)
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        const string GoodEvent = """{"event_name":"view_item","event_timestamp":1600000000000000,"user_pseudo_id":"u","items":[{"item_id":"i"}]}""";

        var receipt = shop.Import("jsonl:" + scratch.File("a.jsonl", $"{GoodEvent}\n{line}\n"), request => request with { Preset = "ga4" });

        (receipt.Read, receipt.Accepted).ShouldBe((2, 1));
        File.ReadAllText(receipt.RejectsFile!).Split('\n')[1].ShouldStartWith($"a.jsonl,2,,{field},{code},");
    }

    [Fact]
    public void Names_of_events_can_be_mapped()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var path = "jsonl:" + scratch.File("a.jsonl", """{"event_name":"quick_look","event_timestamp":1600000000000000,"user_pseudo_id":"u","items":[{"item_id":"i"}]}""" + "\n");

        shop.Import(path, request => request with { Map = SourceRequest.ParseMap("quick_look=view") }).AcceptedByKind["view"].ShouldBe(1);
    }

    [Theory]
    [InlineData("[{\"user_id\":\"u\"}]", null, "import.json-array")]
    [InlineData("用户,商品\n", null, "import.preset-unclear")]
    [InlineData("{\"a\":1}\n", null, "import.preset-unclear")]
    [InlineData("{\"user_id\":1}\n", "ga5", "import.preset-unknown")]
    [InlineData("{\"user_id\":1,\"item_id\":1,\"time\":1600000000}\n", null, "import.kind-missing")]
    [InlineData("{\"user_id\":1,\"item_id\":1,\"kind\":1,\"time\":1600000000}\n", null, "import.kind-unknown")]
    public void What_a_file_cannot_say_is_asked_for(string text, string? preset, string code)
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        var fault = Should.Throw<TaojinException>(() => shop.Import("jsonl:" + scratch.File("a.jsonl", text), request => request with { Preset = preset }));

        fault.Code.ShouldBe(code);
        fault.Remedy.ShouldNotBeEmpty();
    }

    [Fact]
    public void An_empty_file_has_no_rows() => Import(""u8.ToArray()).ShouldSatisfyAllConditions(
        receipt => receipt.Read.ShouldBe(0), receipt => receipt.Notes.ShouldHaveSingleItem().ShouldContain("empty"));

    [Fact]
    public void The_last_line_may_lack_its_end_and_is_cut_off_when_it_is_not_whole()
    {
        Import(Encoding.UTF8.GetBytes($"{Good}\n{Good}")).Accepted.ShouldBe(2);
        Import(Encoding.UTF8.GetBytes($"{Good}\n{Good[..40]}")).RejectedByCode.ShouldBe(new Dictionary<string, long> { ["row.cut-off"] = 1 });
    }

    [Fact]
    public void Utf_16_with_a_mark_is_read() => Import([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Good + "\n")]).Accepted.ShouldBe(1);

    [Fact]
    public void Bytes_that_are_no_text_are_one_reject() =>
        Import([.. Encoding.UTF8.GetBytes(Good), (byte)'\n', .. "{\"user_id\":\""u8, 0xFF, .. "\"}\n"u8]).RejectedByCode.ShouldBe(new Dictionary<string, long> { ["text.invalid"] = 1 });

    [Fact]
    public void A_line_of_ten_megabytes_is_one_reject()
    {
        var receipt = Import(Encoding.UTF8.GetBytes($"{Good}\n{{\"user_id\":\"{new string('x', 10 << 20)}\"}}\n{Good}\n"));

        (receipt.Accepted, receipt.RejectedByCode["row.too-long"]).ShouldBe((2, 1));
    }

    [Fact]
    public void Names_that_come_late_are_noted()
    {
        var text = string.Concat(Enumerable.Repeat(Good + "\n", 4_000)) + Good.Replace("}", ",\"price\":1}\n", StringComparison.Ordinal);

        Import(Encoding.UTF8.GetBytes(text)).Notes.ShouldHaveSingleItem().ShouldContain("price");
    }

    private static ImportReceipt Import(byte[] bytes)
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        return shop.Import("jsonl:" + scratch.File("a.jsonl", bytes));
    }
}
