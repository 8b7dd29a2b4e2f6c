using Taojin.Server.Dashboard.Reading;

namespace Taojin.Dashboard.Tests;

/// <summary>Latency and errors as the monitoring page tells them.</summary>
public sealed class PulseTests(DemoShop demo, OneBrowser browser)
{
    [Fact]
    public void Shares_of_answers_are_told_to_a_fifth()
    {
        var times = new AnswerTimes();
        for (var milliseconds = 1; milliseconds <= 1000; milliseconds++)
            times.Note(milliseconds / 1000.0, milliseconds > 990 ? 500 : 200);

        times.Within(0.5).ShouldBeInRange(0.5, 0.5 * 1.22);
        times.Within(0.99).ShouldBeInRange(0.99, 0.99 * 1.22);
        (times.Count, times.Failed).ShouldBe((1000, 10));
        new AnswerTimes().Within(0.5).ShouldBe(double.NaN);
    }

    [Fact]
    public async Task Requests_show_by_route_without_naming_anybody()
    {
        await using var reader = await browser.Reader(demo.Address, "zh");
        (await reader.APIRequest.GetAsync($"/api/v1/users/{Uri.EscapeDataString(demo.Shop.Regular)}/recommendations?log_shown=false")).Status.ShouldBe(200);
        var page = await reader.Open("/experiments/server");

        var routes = await page.Words("section:has(h2:text('各接口')) table");
        routes.ShouldContain("/api/v1/users/{id}/recommendations");
        routes.ShouldNotContain(demo.Shop.Regular);
    }
}
