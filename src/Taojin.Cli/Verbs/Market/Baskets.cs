using System.CommandLine;
using System.Globalization;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Workflows.Marketing;

namespace Taojin.Cli.Verbs.Market;

/// <summary>What is bought together, and which pairs are worth promoting.</summary>
internal sealed class Baskets : IVerbOf<MarketVerb>
{
    public int Place => 30;

    public Command Build()
    {
        var support = new Option<double>("--support") { Description = "Least share of baskets", DefaultValueFactory = _ => new BasketsRequest().MinSupport };
        var confidence = new Option<double>("--confidence") { Description = "Least share of the baskets with the left side that hold the right side", DefaultValueFactory = _ => new BasketsRequest().MinConfidence };
        var discount = new Option<double>("--discount") { Description = "Discount on a bundle, a share of its price", DefaultValueFactory = _ => new BasketsRequest().Assumed.Discount };
        var margin = new Option<double>("--margin") { Description = "Margin as a share of the price, where the catalogue has no costs", DefaultValueFactory = _ => new BasketsRequest().Assumed.Margin };
        var level = new Option<string>("--level") { Description = "item, category, or auto: categories where items alone say nothing", DefaultValueFactory = _ => "auto" };
        level.AcceptOnlyFromAmong("auto", "item", "category");
        var csv = CsvExport.Option("all rules");
        return new Command("baskets", "What is bought together, with significance; bundles worth promoting") { support, confidence, discount, margin, level, csv }.Does(async (parsed, screen, cancellation) =>
        {
            var request = new BasketsRequest
            {
                MinSupport = parsed.GetValue(support), MinConfidence = parsed.GetValue(confidence),
                ByCategory = parsed.GetValue(level) switch { "item" => false, "category" => true, _ => null },
                Assumed = new() { Discount = parsed.GetValue(discount), Margin = parsed.GetValue(margin) },
            };
            var result = await Wherever.AskAsync(parsed, mine => new MarketBaskets(mine).Run(request), server => server.GetAsync<BasketsResult>("market/baskets" + Query(request), cancellation), "--support", "--confidence");
            screen.Result(result, console => MarketTables.Baskets(result, console, screen.Words));
            CsvExport.Write(
                parsed.GetValue(csv), screen, ["if", "then", "baskets", "support", "confidence", "lift", "leverage", "conviction", "p_value", "p_value_adjusted"],
                result.All().Select(rule => new object?[] { string.Join(" + ", rule.If), rule.Then, rule.Count, rule.Support, rule.Confidence, rule.Lift, rule.Leverage, rule.Conviction, rule.PValue, rule.Adjusted }));
        });
    }

    private static string Query(BasketsRequest request) => RunningServer.Query(
        ("support", request.MinSupport.ToString(CultureInfo.InvariantCulture)), ("confidence", request.MinConfidence.ToString(CultureInfo.InvariantCulture)));
}
