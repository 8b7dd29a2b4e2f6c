using System.CommandLine;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Workflows.Serving;

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
        return new Command("recommend", "What to show a user, each item with its reason") { user, named, count, placement, full, asOf }.Does(async (parsed, screen, cancellation) =>
        {
            var id = parsed.GetValue(named) ?? parsed.GetValue(user)
                ?? throw new Data.TaojinException("usage.user-needed", "No user was named.", "Run: ./taojin recommend USER, or: ./taojin recommend --user USER");
            var request = new RecommendRequest(id, parsed.GetValue(count), LogShown: false) { Placement = parsed.GetValue(placement), IsTraced = parsed.GetValue(full) };
            var list = await Wherever.AskAsync(parsed, () => Here(parsed, request, parsed.GetValue(asOf)), server =>
            {
                Wherever.WarnOfClock(screen, parsed.GetValue(asOf));
                return server.GetAsync<RecommendationList>(Address(request), cancellation);
            });
            screen.Result(list, console => Lists.Render(list, console, screen.Words));
        });
    }

    private static RecommendationList Here(ParseResult parsed, RecommendRequest request, bool asOfLogEnd)
    {
        using var shop = OpenShop.Of(parsed, asOfLogEnd);
        return shop.Live.Recommend(request);
    }

    private static string Address(RecommendRequest request) => $"users/{RunningServer.Part(request.UserId)}/recommendations"
        + RunningServer.Query(("n", $"{request.Count}"), ("log_shown", "false"), ("placement", request.Placement), ("explain", request.IsTraced ? "full" : null));
}
