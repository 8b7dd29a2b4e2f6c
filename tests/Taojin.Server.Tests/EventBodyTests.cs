using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Taojin.Client;
using Taojin.Server.Tests.Access;
using Taojin.Storage;

namespace Taojin.Server.Tests;

/// <summary>What is told of an event comes out as it went in, whichever way it is read.</summary>
public sealed class EventBodyTests
{
    /// <summary>What the server says of its own lists.</summary>
    private static readonly string[] OfLists = ["model", "placement", "arm", "propensity"];

    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_with_every_column_is_posted_read_and_exported_the_same()
    {
        using var shop = new BareShop();
        await using var server = await shop.Serve();
        var client = new TaojinClient(server.Client);
        var time = shop.Mine.Now.ToDateTimeOffset();
        Event bought = new("李雷", "茶:1", "purchase")
        {
            EventId = "订单-7/2", Time = time, Price = 19.5, Quantity = 2, Value = 4, SessionId = "访-1", OrderId = "订单-7", Line = "2", Currency = "HKD", Variant = "青,大",
            Query = "龙泉盏 \"大\"", Reason = "送礼", Channel = "email", CampaignId = "春节", RequestId = "r-1", Position = 3,
        };
        Event searched = new("李雷", null, "search") { Time = time.AddSeconds(1), Query = "建盏" };
        typeof(Event).GetProperties().ShouldAllBe(each => each.GetValue(bought) != null, "a column that is not tested");

        (await client.SendAsync([bought], Now)).Accepted.ShouldBe(1);
        (await client.SendAsync([searched, bought], Now)).ShouldSatisfyAllConditions(taken => taken.Accepted.ShouldBe(1), taken => taken.Duplicate.ShouldBe(1));

        var read = new List<Event>();
        await foreach (var each in client.EventsAsync("李雷", cancellation: Now))
            read.Add(each);
        read.ShouldBe([bought, searched]);
        var exported = await server.Client.GetStringAsync("/api/v1/exports/events", Now);
        var line = JsonDocument.Parse(exported.Split('\n').Single(each => each.Contains("订单-7/2", StringComparison.Ordinal))).RootElement;
        var said = JsonSerializer.SerializeToElement(bought, Snake.Json);
        foreach (var column in said.EnumerateObject().Where(each => each.Name != "time"))
            line.GetProperty(column.Name).ToString().ShouldBe(column.Value.ToString(), column.Name);
        line.GetProperty("time").GetDateTimeOffset().ShouldBe(time);
    }

    [Fact]
    public void A_post_takes_every_column_but_what_the_server_says_of_its_own_lists()
    {
        string[] columns = [.. typeof(NewEvent).GetProperties().Select(each => JsonNamingPolicy.SnakeCaseLower.ConvertName(each.Name)).Except(OfLists).Order(StringComparer.Ordinal)];
        string[] client = [.. typeof(Event).GetProperties().Select(each => JsonNamingPolicy.SnakeCaseLower.ConvertName(each.Name)).Order(StringComparer.Ordinal)];
        client.ShouldBe(columns);
    }

    [Theory]
    [InlineData("zh-CN,en;q=0.5", "该行没有用户")]
    [InlineData("en", "The row names no user")]
    public async Task What_is_refused_is_said_in_the_language_that_is_asked_for(string language, string message)
    {
        using var shop = new BareShop();
        await using var server = await shop.Serve();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events")
        {
            Content = new StringContent("""[{"user_id":"u","item_id":"p","kind":"view"},{"user_id":"","item_id":"p","kind":"view"}]""", Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.AcceptLanguage.ParseAdd(language);

        using var response = await server.Client.SendAsync(request, Now);

        var refused = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Now)).RootElement.GetProperty("rejected")[0];
        refused.GetProperty("index").GetInt32().ShouldBe(1);
        refused.GetProperty("code").GetString().ShouldBe("user.missing");
        refused.GetProperty("message").GetString()!.ShouldStartWith(message, Case.Sensitive, string.Create(CultureInfo.InvariantCulture, $"in {language}"));
    }
}
