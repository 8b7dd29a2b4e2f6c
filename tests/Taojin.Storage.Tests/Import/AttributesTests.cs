using System.Text;
using System.Text.Json;
using Taojin.Storage.Resources;

namespace Taojin.Storage.Tests.Import;

/// <summary>Attributes are one JSON object, on one line whatever the file had.</summary>
public sealed class AttributesTests : StoreFacts
{
    [Theory]
    [InlineData("红色")]
    [InlineData("[1,2]")]
    [InlineData("7")]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":\"\\ud83d\"}")]
    [InlineData("{\"a\":\"\\u0000\"}")]
    public void A_cell_that_is_no_sound_object_is_rejected_with_its_place_and_a_hint_in_both_languages(string cell)
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        var quoted = cell.Replace("\"", "\"\"", StringComparison.Ordinal);

        foreach (var (table, id) in new[] { ("users", "user_id"), ("items", "item_id") })
        {
            var receipt = shop.Import("csv:" + scratch.File($"{table}.csv", $"{id},attributes\n甲,\"{{\"\"颜色\"\":\"\"红\"\"}}\"\n乙,\"{quoted}\"\n丙,\n"), request => request with { Table = table });

            receipt.RejectedByCode.ShouldHaveSingleItem().Key.ShouldBe("attributes.invalid");
            var line = File.ReadAllText(receipt.RejectsFile!).Split('\n')[1];
            line.ShouldStartWith($"{table}.csv,3,2,attributes,attributes.invalid,");
            line.ShouldContain("属性须是一个 JSON 对象");
            line.ShouldContain("Attributes are one JSON object");
        }
        shop.Resources.Users.Attributes()["甲"].ShouldBe("""{"颜色":"红"}""");
    }

    [Fact]
    public async Task An_object_over_several_lines_is_kept_on_one_and_what_an_older_program_took_over_breaks_no_export()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        shop.Import("csv:" + scratch.File("users.csv", "user_id,attributes\n甲,\"{\n  \"\"颜 色\"\": \"\"红 \\\"\" 色\"\",\n  \"\"n\"\": [1, 2]\n}\"\n"), request => request with { Table = "users" });
        shop.Resources.Users.Put([new UserRecord("旧", "红色\n第二行"), new UserRecord("旧二", "{\n\"a\": 1 }")]);

        using var to = new MemoryStream();
        await shop.Resources.Export.JsonLinesAsync("users", to, TestContext.Current.CancellationToken);

        var users = Encoding.UTF8.GetString(to.ToArray()).TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(user => user.GetProperty("user_id").GetString()!, user => user.GetProperty("attributes").GetRawText());
        users["甲"].ShouldBe("""{"颜 色":"红 \" 色","n":[1,2]}""");
        users["旧"].ShouldBe("\"红色\\n第二行\"");
        users["旧二"].ShouldBe("""{"a":1}""");
    }

    [Fact]
    public void Columns_of_one_name_make_one_attribute()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("csv:" + scratch.File("users.csv", "user_id,城市,城市\n甲,上海,北京\n"), request => request with { Table = "users" });

        receipt.Rejected.ShouldBe(0);
        shop.Resources.Users.Attributes()["甲"].ShouldBe("""{"城市":"上海"}""");
    }
}
