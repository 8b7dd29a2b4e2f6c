using System.CommandLine;
using System.Globalization;
using Taojin.Cli.Running;
using Taojin.Cli.Screens.Market;
using Taojin.Workflows.Marketing;

namespace Taojin.Cli.Verbs.Market;

/// <summary>How sales answer to prices.</summary>
internal sealed class ElasticityCommand : IVerbOf<MarketVerb>
{
    public int Place => 60;

    public Command Build()
    {
        var products = new Option<int>("--products", "-n") { Description = "How many of the products that brought most money", DefaultValueFactory = _ => 20 };
        var category = new Option<bool>("--by-category") { Description = "Whole categories instead of products" };
        var cross = new Option<bool>("--cross") { Description = "How sales answer to other products' prices too; for a few products" };
        var plain = new Option<bool>("--plain") { Description = "Ordinary regression instead of double machine learning" };
        var change = new Option<double>("--largest-change") { Description = "Largest change of a price that is advised, as a share", DefaultValueFactory = _ => 0.15 };
        return new Command("elasticity", "How sales answer to prices, and which price would earn most: one for everybody") { products, category, cross, plain, change }.Does(async (parsed, screen, cancellation) =>
        {
            var request = new ElasticityRequest
            {
                Products = parsed.GetValue(products), ByCategory = parsed.GetValue(category), Cross = parsed.GetValue(cross),
                IsPlain = parsed.GetValue(plain), LargestChange = parsed.GetValue(change),
            };
            var report = await Wherever.AskAsync(
                parsed, mine => new MarketElasticity(mine).Run(request, new() { Cancellation = cancellation }),
                server => server.GetAsync<ElasticityReport>("market/elasticity" + RunningServer.Query(("products", request.Products.ToString(CultureInfo.InvariantCulture)), ("by_category", request.ByCategory ? "true" : null)), cancellation),
                "--products", "--by-category");
            screen.Result(report, console => ElasticityTables.Render(report, console, screen.Words));
        });
    }
}
