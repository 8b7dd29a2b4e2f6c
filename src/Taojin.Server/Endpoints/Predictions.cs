using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Data.Faults;
using Taojin.Server.Access;
using Taojin.Server.Resources;
using Taojin.Storage.Access;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Endpoints;

/// <summary>Who will buy what.</summary>
internal sealed class Predictions : IEndpoint
{
    private const int Most = 1000;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/predictions", Post)
        .Needs(AccessScopes.Read).WithTags("predictions")
        .WithSummary("Purchase probabilities of a user: for the items named, or for those touched in the last thirty days.");

    private static async Task<Ok<PredictionList>> Post(LiveShop shop, PredictionQuestion question)
    {
        var count = question.Count ?? question.ItemIds?.Count ?? 20;
        if (count is < 1 or > Most || question.ItemIds?.Count > Most)
            throw RequestFault.OutOfRange("count", count is < 1 ? count : Math.Max(count, question.ItemIds?.Count ?? 0), (1, Most));
        return TypedResults.Ok(await shop.PredictAsync(new(question.UserId, ResourceCalls.Whole(question.ItemIds), count)));
    }
}

/// <summary>A question for probabilities.</summary>
/// <param name="UserId">Whose purchases.</param>
/// <param name="ItemIds">Of which items; those touched in the last thirty days when left out.</param>
/// <param name="Count">At most so many, the most probable first.</param>
internal sealed record PredictionQuestion(string UserId, IReadOnlyList<string>? ItemIds = null, int? Count = null);
