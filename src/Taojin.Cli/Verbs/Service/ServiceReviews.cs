using System.CommandLine;
using Taojin.Cli.Screens;
using Taojin.Data;
using Taojin.Mining.Learning;
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
            using var mine = ShopFolder.Open(parsed);
            var (report, context) = (new ReviewReport(mine, AssistantOf.Model(mine)), new FitContext { Cancellation = cancellation });
            if (parsed.GetValue(item) is { } id)
            {
                var found = await report.ItemAsync(id, screen.Words.IsChinese ? "zh" : "en", context);
                screen.Result(found, console => ReviewScreens.Render(found, console, screen.Words));
                return;
            }
            if (parsed.GetValue(write) && parsed.GetValue(by) != "item")
                throw new TaojinException("usage.write-by-item", "Scores are written item by item.", "Run: ./taojin service reviews --by item --write");
            var all = report.Run(parsed.GetValue(by)!, context);
            screen.Result(all, console => ReviewScreens.Render(all, console, screen.Words));
            if (parsed.GetValue(write) && report.Write(all) is var rows)
                screen.Next($"{rows} scores stand as attributes.aspect_NAME; use them in a rule or boost of taojin.toml", $"已写入 {rows} 个得分，可在 taojin.toml 的规则或加权中用 attributes.aspect_NAME");
        });
    }
}
