using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Data.Faults;
using Taojin.Server.Access;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Endpoints;

/// <summary>What to show a user.</summary>
internal sealed class Recommendations : IEndpoint
{
    private const int Most = 1000;
    private const string ContextPrefix = "context.";

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/users/{id}/recommendations", Get)
        .NeedsPlacement().WithTags("recommendations")
        .WithSummary("A list for a user, each item with its reason. What is shown is noted before it is returned.");

    private static async Task<Ok<RecommendationList>> Get(
        LiveShop shop,
        [Description("The user; an unknown one gets what is bought most.")] string id,
        HttpRequest asked,
        [Description("How many items, 1 to 1,000.")] int n = 10,
        [Description("false leaves no trace in the log.")] bool log_shown = true,
        [Description("Where the list stands: a placement of taojin.toml.")] string? placement = null,
        [Description("Items that must not be in the list, parted by commas.")] string? exclude = null,
        [Description("A rule that every item fulfils, such as: item.price < 100")] string? filter = null,
        [Description("Leaves out so many of the first places.")] int offset = 0,
        [Description("full shows who retrieved an item, what was removed and why, and the parts of each value.")] string? explain = null)
    {
        if (n is < 1 or > Most)
            throw RequestFault.OutOfRange("n", n, (1, Most));
        if (explain is not (null or "full"))
            throw RequestFault.Unknown("explain", explain, ["full"]);
        return TypedResults.Ok(await shop.RecommendAsync(new(id, n, log_shown)
        {
            Placement = placement,
            ExcludedItems = exclude?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            Only = RecommendationVariants.Rules(filter),
            Skip = RecommendationVariants.Skipped(offset),
            Context = ContextOf(asked.Query),
            IsTraced = explain == "full",
        }));
    }

    /// <summary>Facts that rules may ask of: <c>?context.device=phone</c>.</summary>
    private static Dictionary<string, string> ContextOf(IQueryCollection query) => query
        .Where(each => each.Key.StartsWith(ContextPrefix, StringComparison.Ordinal) && each.Key.Length > ContextPrefix.Length)
        .ToDictionary(each => each.Key[ContextPrefix.Length..], each => each.Value.ToString());
}
