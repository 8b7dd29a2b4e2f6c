using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Server.Access;
using Taojin.Mining.Learning;
using Taojin.Storage;
using Taojin.Storage.Access;
using Taojin.Workflows.Categories;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Endpoints;

/// <summary>What a person should look at, and what they answer.</summary>
internal sealed class Labels : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/labels/queue", Queue).Needs(AccessScopes.Read).WithTags("categories").WithSummary("Products whose category the model is unsure of, the most useful to answer first.");
        routes.MapGet("/api/v1/labels/progress", (LiveShop shop) => TypedResults.Ok(LabelProgress.Of(shop.Mine))).Needs(AccessScopes.Read).WithTags("categories").WithSummary("What people answered so far, and how often the model had been right.");
        routes.MapPost("/api/v1/labels", Post).Needs(AccessScopes.Write).WithTags("categories").WithSummary("Keeps an answer (accept, correct or skip) with its author and time; the next training learns from it.");
    }

    private static Ok<LabelQueue> Queue(LiveShop shop, [Description("How many products, 1 to 1,000.")] int n = 20) =>
        TypedResults.Ok(new LabelQueue(shop.Categories.Queue(n, new FitContext())));

    private static Ok<CategoryLabel> Post(LiveShop shop, LabelAnswer answer) => TypedResults.Ok(shop.Categories.Answer(answer));
}

/// <summary>The queue.</summary>
internal sealed record LabelQueue(IReadOnlyList<QueuedProduct> Products);
