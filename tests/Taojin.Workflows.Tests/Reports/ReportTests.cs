using System.Text.Json;
using Taojin.Tests.Shops;
using Taojin.Workflows.Reports;

namespace Taojin.Workflows.Tests.Reports;

public sealed class ReportTests : IDisposable
{
    private readonly TrainedShop _shop = Shops.OfItsOwn();

    [Fact]
    public void The_page_needs_nothing_but_itself()
    {
        var page = Page();
        foreach (var outside in new[] { "src=\"http", "href=\"http", "url(http", "@import", "<script src", "<link" })
            page.ShouldNotContain(outside);
        page.ShouldNotContain("NaN");
    }

    [Fact]
    public void It_speaks_both_languages_and_escapes_what_the_shop_wrote()
    {
        var page = Page();
        page.ShouldContain("Who will buy what");
        page.ShouldContain("谁会买什么");
        page.ShouldNotContain("<b>坏名字");
        page.ShouldContain("&lt;b&gt;坏名字");
    }

    [Fact]
    public void Its_pictures_are_all_there()
    {
        var page = Page();
        foreach (var picture in new[] { "ROC", "calibration", "lift", "precision" })
            page.ShouldContain(picture, Case.Insensitive);
        page.Split("<svg").Length.ShouldBeGreaterThan(7);
    }

    [Fact]
    public void The_twin_holds_the_same_figures_as_the_training_run()
    {
        Page();
        using var twin = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_shop.Folder, "reports", "report.json")));
        var model = twin.RootElement.GetProperty("runs")[0].GetProperty("models")[0];
        model.GetProperty("metrics")[0].GetProperty("value").GetDouble().ShouldBe(_shop.Runs[0].Models[0].Metrics[0].Value);
    }

    public void Dispose() => _shop.Dispose();

    private string Page()
    {
        _shop.Mine.Workspace.Log.Append([_shop.Event(_shop.Regular, "<b>坏名字</b>", Data.EventKind.Cart)]);
        return File.ReadAllText(new Report(_shop.Mine).Write(new Prepare(_shop.Mine).Run(), _shop.Live()));
    }
}
