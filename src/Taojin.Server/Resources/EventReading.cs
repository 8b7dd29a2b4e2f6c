using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Data;
using Taojin.Data.Faults;
using Taojin.Server.Access;
using Taojin.Server.Endpoints;
using Taojin.Storage;
using Taojin.Storage.Access;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Resources;

/// <summary>The log, read event by event.</summary>
internal sealed class EventReading : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/events", Page)
        .Needs(AccessScopes.Read).WithTags("events")
        .WithSummary("Events in the order of the log, page by page.");

    private static Ok<EventsPage> Page(LiveShop shop, [AsParameters] EventQuestion asked)
    {
        if (asked.kind is { } kind && !EventKinds.TryParse(kind, out _))
            throw RequestFault.Unknown("kind", kind, EventKinds.All);
        var page = shop.Mine.Workspace.Resources.Events.Page(
            new()
            {
                Kind = asked.kind is null ? null : EventKinds.TryParse(asked.kind, out var known) ? known : null,
                UserId = asked.user_id,
                ItemId = asked.item_id,
                RequestId = asked.request_id,
                Since = asked.since is { } since ? Instant.Of(since) : null,
                Until = asked.until is { } until ? Instant.Of(until) : null,
            },
            ResourceCalls.Opened(asked.cursor), ResourceCalls.Count(asked.n ?? 100));
        return TypedResults.Ok(new EventsPage(page.Rows, ResourceCalls.Closed(page.Next)));
    }
}

/// <summary>Which events.</summary>
internal sealed record EventQuestion(
    [property: Description("At most so many, 1 to 1,000; 100 when left out.")] int? n = null,
    [property: Description("The 'next' of the page before.")] string? cursor = null,
    [property: Description("Only of this kind.")] string? kind = null,
    [property: Description("Only of this user.")] string? user_id = null,
    [property: Description("Only of this item.")] string? item_id = null,
    [property: Description("Only of this list: what was shown, and what came of it.")] string? request_id = null,
    [property: Description("At this time or later.")] DateTimeOffset? since = null,
    [property: Description("Before this time.")] DateTimeOffset? until = null);

/// <summary>Some events.</summary>
/// <param name="Events">The events.</param>
/// <param name="Next">Send it as cursor for the next page; nothing on the last one.</param>
internal sealed record EventsPage(IReadOnlyList<NewEvent> Events, string? Next);
