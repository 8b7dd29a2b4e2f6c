using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Taojin.Data.Faults;
using Taojin.Mining.AfterSales.Messages;
using Taojin.Server.Access;
using Taojin.Storage.Access;
using Taojin.Workflows.Service;

namespace Taojin.Server.Endpoints;

/// <summary>What customers' messages want.</summary>
internal sealed class Intents : IEndpoint
{
    private const int Most = 1000;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/intents", Post).Needs(AccessScopes.Read).WithTags("service")
            .WithSummary("Intent, queue, urgency and language of each message; one that the model is not sure of, or that is like nothing known, goes to a person.");
        routes.MapPost("/api/v1/messages/{id}/intent", Correct).Needs(AccessScopes.Write).WithTags("service").WithSummary("The right intent of a message; the next training learns from it.");
    }

    private static Ok<TriagedMessages> Post([FromServices] Assistant? assistant, IntentQuestion question) => question.Messages is { Count: >= 1 and <= Most }
        ? TypedResults.Ok(new TriagedMessages(assistant.Needed().Triage(question.Messages)))
        : throw RequestFault.OutOfRange("messages", question.Messages?.Count ?? 0, (1, Most));

    private static NoContent Correct([FromServices] Assistant? assistant, string id, RightIntent right)
    {
        assistant.Needed().Correct(id, right.Intent);
        return TypedResults.NoContent();
    }
}

/// <summary>Messages to look at.</summary>
/// <param name="Messages">One to a thousand texts.</param>
internal sealed record IntentQuestion(IReadOnlyList<string> Messages);

/// <summary>What is known of each message, in their order.</summary>
internal sealed record TriagedMessages(IReadOnlyList<TriagedMessage> Messages);

/// <summary>A correction.</summary>
/// <param name="Intent">The right intent.</param>
internal sealed record RightIntent(string Intent);
