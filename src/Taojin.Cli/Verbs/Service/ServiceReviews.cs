using System.CommandLine;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Workflows;
using Taojin.Workflows.Service;

namespace Taojin.Cli.Verbs.Service;

/// <summary>What reviews say, aspect by aspect; of one item, what they come to.</summary>
internal sealed class ServiceReviews : IVerbOf<ServiceVerb>
{
    public int Place => 35;

    public Command Build()
    {
        var by = new Option<string>("--by") { Description = $"Sum by: {string.Join(", ", ReviewReport.Groupings)}", DefaultValueFactory = _ => "all" };
        var item = new Option<string?>("--item", "-i") { Description = "What the reviews of this item come to, each claim with a quote" };
        var write = new Option<bool>("--write") { Description = "With --by item: write the scores down as attributes of items, which rules and boosts read as attributes.aspect_NAME" };
        return new Command("reviews", "What customers praise and blame, aspect by aspect, with their words; what is blamed more than it was") { by, item, write }.Does(async (parsed, screen, cancellation) =>
        {
            var context = new FitContext { Cancellation = cancellation };
            if (parsed.GetValue(item) is { } id)
            {
                var language = screen.Words.IsChinese ? "zh" : "en";
                var found = await Wherever.AskAsync(
                    parsed, mine => Report(mine).ItemAsync(id, language, context).GetAwaiter().GetResult(),
                    server => server.GetAsync<ItemReviews>($"items/{RunningServer.Part(id)}/review-summary?language={language}", cancellation), "--item");
                screen.Result(found, console => ReviewScreens.Render(found, console, screen.Words));
                return;
            }
            if (parsed.GetValue(write) && parsed.GetValue(by) != "item")
                throw new TaojinException("usage.write-by-item", "Scores are written item by item.", "Run: ./taojin service reviews --by item --write");
            var (grouping, rows) = (parsed.GetValue(by)!, 0);
            var all = await Wherever.AskAsync(
                parsed,
                mine =>
                {
                    var report = Report(mine);
                    var overview = report.Run(grouping, context);
                    rows = parsed.GetValue(write) ? report.Write(overview) : 0;
                    return overview;
                },
                server => server.GetAsync<ReviewOverview>("review-aspects" + RunningServer.Query(("by", grouping)), cancellation), "--by");
            screen.Result(all, console => ReviewScreens.Render(all, console, screen.Words));
            if (parsed.GetValue(write))
                screen.Next($"{rows} scores stand as attributes.aspect_NAME; use them in a rule or boost of taojin.toml", $"已写入 {rows} 个得分，可在 taojin.toml 的规则或加权中用 attributes.aspect_NAME");
        });
    }

    private static ReviewReport Report(Mine mine) => new(mine, AssistantOf.Model(mine));
}
