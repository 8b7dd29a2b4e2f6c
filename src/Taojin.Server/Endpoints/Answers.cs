using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Taojin.Server.Access;
using Taojin.Storage.Access;
using Taojin.Workflows.Service;

namespace Taojin.Server.Endpoints;

/// <summary>The service assistant.</summary>
internal sealed class Answers : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/answers", PostAsync).Needs(AccessScopes.Write).WithTags("service").WithSummary("Answers a customer from policies, facts, earlier answers and their own orders, quoting the source; hands over to a person when unsure.");
        routes.MapPost("/api/v1/answers/stream", StreamAsync).Needs(AccessScopes.Write).WithTags("service")
            .WithSummary("The same as server-sent events: 'piece' for each checked sentence of a language model, then 'answer', which is the one that counts.");
        routes.MapPost("/api/v1/answers/{id}/feedback", Feedback).Needs(AccessScopes.Write).WithTags("service").WithSummary("Whether an answer helped.");
    }

    private static async Task<Ok<ServiceAnswer>> PostAsync([FromServices] Assistant? assistant, CustomerQuestion question, CancellationToken cancellation) =>
        TypedResults.Ok(await assistant.Needed().AskAsync(question.ToQuestion(), cancellation: cancellation));

    private static ServerSentEventsResult<object> StreamAsync([FromServices] Assistant? assistant, CustomerQuestion question, CancellationToken cancellation) =>
        TypedResults.ServerSentEvents(PiecesAsync(assistant.Needed(), question.ToQuestion(), cancellation));

    private static NoContent Feedback([FromServices] Assistant? assistant, string id, AnswerFeedback feedback)
    {
        assistant.Needed().Judge(id, feedback.Helpful, feedback.Intent, feedback.Note);
        return TypedResults.NoContent();
    }

    private static async IAsyncEnumerable<SseItem<object>> PiecesAsync(Assistant assistant, ServiceQuestion question, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pieces = Channel.CreateUnbounded<string>();
        var asking = AskAsync();
        await foreach (var piece in pieces.Reader.ReadAllAsync(cancellation))
            yield return new(new { text = piece }, "piece");
        yield return new(await asking, "answer");

        async Task<ServiceAnswer> AskAsync()
        {
            try
            {
                return await assistant.AskAsync(question, piece => pieces.Writer.WriteAsync(piece, cancellation).AsTask(), cancellation);
            }
            finally
            {
                pieces.Writer.Complete();
            }
        }
    }
}

/// <summary>What a customer asks.</summary>
/// <param name="Text">Their words, 1 to 2,000 characters.</param>
/// <param name="UserId">Who asks, as your shop has made sure; only their own orders are looked at. None when left out.</param>
/// <param name="Thread">The conversation; a new one when left out.</param>
internal sealed record CustomerQuestion(string Text, string? UserId = null, string? Thread = null)
{
    public ServiceQuestion ToQuestion() => new(Text, UserId, Thread);
}

/// <summary>What somebody thought of an answer.</summary>
/// <param name="Helpful">Whether it helped.</param>
/// <param name="Intent">The right intent, when the found one was wrong.</param>
/// <param name="Note">A word of theirs.</param>
internal sealed record AnswerFeedback(bool Helpful, string? Intent = null, string? Note = null);
