using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Data.Faults;
using Taojin.Server.Access;
using Taojin.Storage.Access;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Endpoints;

/// <summary>Why an item is or is not in a user's list.</summary>
internal sealed class Explanations : IEndpoint
{
    private const int Most = 1000;

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/users/{id}/explanations/{item}", Get).Needs(AccessScopes.Read).WithTags("recommendations")
        .WithSummary("Why an item is or is not in a user's list: its score, its place, and what adds to it. Leaves no trace in the log.");

    private static Ok<ItemExplanation> Get(LiveShop shop, string id, string item, [Description("Length of the list that it is or is not in, 1 to 1,000.")] int n = 10) => n is >= 1 and <= Most
        ? TypedResults.Ok(shop.Explain(new(id, item, n)))
        : throw RequestFault.OutOfRange("n", n, (1, Most));
}
