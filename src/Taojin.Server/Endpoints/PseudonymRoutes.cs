using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Server.Access;
using Taojin.Storage.Access;
using Taojin.Storage.Privacy;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Endpoints;

/// <summary>Names of users under a new key.</summary>
internal sealed class PseudonymRoutes : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var rotations = routes.MapGroup("/api/v1/pseudonyms/rotations").Needs(AccessScopes.Admin).WithTags("privacy");
        rotations.MapGet("", (LiveShop shop) => TypedResults.Ok(new RotationReceipts(shop.Mine.Workspace.Rotation.Receipts()))).WithSummary("Receipts of all rotations of the key of pseudonyms.");
        rotations.MapPost("", Rotate).WithSummary("Names every user anew under the key that was added behind the others. Answers go on; events wait while the database is written anew.");
    }

    private static Ok<RotationReceipt> Rotate(LiveShop shop, [Description("true does it though an experiment or a canary runs, whose users are parted anew.")] bool parts_anew = false) =>
        TypedResults.Ok(new RotateKey(shop.Mine).Run(parts_anew));
}

/// <summary>Receipts of rotations, in order.</summary>
internal sealed record RotationReceipts(IReadOnlyList<RotationReceipt> Receipts);
