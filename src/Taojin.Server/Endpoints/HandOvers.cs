using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Taojin.Server.Access;
using Taojin.Storage.Access;
using Taojin.Workflows.Service;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Endpoints;

/// <summary>What the assistant handed over, and what people answer.</summary>
internal sealed class HandOvers : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/messages/waiting", (LiveShop shop) => TypedResults.Ok(new WaitingQuestions(shop.Mine).Run())).Needs(AccessScopes.Admin).WithTags("service")
            .WithSummary("Questions that wait for a person, the longest waiting first (100 at most), in the customers' words, with what a model and people say of each.");
        routes.MapPost("/api/v1/messages/{id}/reply", Post).Needs(AccessScopes.Admin).WithTags("service").WithSummary("Answers a question that waits; the assistant quotes the answer from then on.");
    }

    private static Ok<Replied> Post([FromServices] Assistant? assistant, string id, PersonReply reply) => TypedResults.Ok(new Replied(assistant.Needed().Reply(id, reply.Text)));
}

/// <summary>A person's answer.</summary>
/// <param name="Text">Its words.</param>
internal sealed record PersonReply(string Text);

/// <summary>What became of it.</summary>
/// <param name="DocumentId">The text that can be quoted.</param>
internal sealed record Replied(string DocumentId);
