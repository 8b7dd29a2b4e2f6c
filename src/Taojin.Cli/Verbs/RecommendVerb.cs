using System.CommandLine;
using Taojin.Cli.Screens;

namespace Taojin.Cli.Verbs;

/// <summary>What to show a user.</summary>
internal sealed class RecommendVerb : IVerb
{
    public int Place => 70;

    public Command Build()
    {
        var user = new Argument<string?>("user") { Description = "Id of the user; an unknown one gets what is bought most", Arity = ArgumentArity.ZeroOrOne };
        var named = new Option<string?>("--user", "-u") { Description = "The same, by name" };
        var count = new Option<int>("--count", "-n") { Description = "How many items", DefaultValueFactory = _ => 10 };
        var placement = new Option<string?>("--placement", "-p") { Description = "Where the list stands: a placement of taojin.toml" };
        var full = new Option<bool>("--full") { Description = "Show how the list came about: who retrieved an item, what was removed, the parts of each value" };
        var asOf = new Option<bool>("--as-of-log-end") { Description = "Answer as if now were the end of the log" };
        return new Command("recommend", "What to show a user, each item with its reason") { user, named, count, placement, full, asOf }.Does((parsed, screen, _) =>
        {
            var id = parsed.GetValue(named) ?? parsed.GetValue(user)
                ?? throw new Data.TaojinException("usage.user-needed", "No user was named.", "Run: ./taojin recommend USER, or: ./taojin recommend --user USER");
            using var shop = OpenShop.Of(parsed, parsed.GetValue(asOf));
            var list = shop.Live.Recommend(new(id, parsed.GetValue(count), LogShown: false) { Placement = parsed.GetValue(placement), IsTraced = parsed.GetValue(full) });
            screen.Result(list, console => Lists.Render(list, console, screen.Words));
            return Task.CompletedTask;
        });
    }
}
