using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Data.Faults;
using Taojin.Server.Access;
using Taojin.Storage.Access;

namespace Taojin.Server.Endpoints;

/// <summary>Who did what.</summary>
internal sealed class Audit : IEndpoint
{
    private const int Most = 10_000;

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/audit", Get)
        .Needs(AccessScopes.Admin).WithTags("access").WithSummary("Who did what, the latest first: admin acts, deletions, corrections and everything that was refused. It names keys and routes, never persons.");

    private static Ok<AuditList> Get(AuditFile audit, [Description("How many acts, 1 to 10,000.")] int n = 100) => n is >= 1 and <= Most
        ? TypedResults.Ok(new AuditList(audit.Latest(n)))
        : throw RequestFault.OutOfRange("n", n, (1, Most));
}

/// <summary>Acts, the latest first.</summary>
internal sealed record AuditList(IReadOnlyList<AuditEntry> Acts);
