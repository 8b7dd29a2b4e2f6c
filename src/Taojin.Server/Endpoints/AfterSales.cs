using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Taojin.Server.Access;
using Taojin.Storage.Access;
using Taojin.Workflows.Service;

namespace Taojin.Server.Endpoints;

/// <summary>What came back and what stands out; what may come back of an order.</summary>
internal sealed class AfterSales : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/returns", Returns).Needs(AccessScopes.Read).WithTags("service").WithSummary("What came back, why, and what stands out, each finding with figures, customers' words and what to do.");
        routes.MapPost("/api/v1/order-risks", Assess).Needs(AccessScopes.Read).WithTags("service").WithSummary("What may come back of an order that is about to be sent, why, and whether asking the customer first pays.");
    }

    private static Ok<ReturnSummary> Returns([FromServices] Assistant? assistant) => TypedResults.Ok(assistant.Needed().Returns());

    private static Ok<OrderAssessment> Assess([FromServices] Assistant? assistant, OrderQuestionBody order) => TypedResults.Ok(assistant.Needed().Assess(order.UserId, order.Lines));
}

/// <summary>An order that is about to be sent.</summary>
/// <param name="UserId">The customer.</param>
/// <param name="Lines">What is ordered.</param>
internal sealed record OrderQuestionBody(string UserId, IReadOnlyList<AskedLine> Lines);
