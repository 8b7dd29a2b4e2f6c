using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Data;
using Taojin.Server.Access;
using Taojin.Storage.Access;
using Taojin.Storage.Backup;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Endpoints;

/// <summary>Copies of the shop, made while it answers.</summary>
internal sealed class BackupRoutes : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var backups = routes.MapGroup("/api/v1/backups").Needs(AccessScopes.Admin).WithTags("backups");
        backups.MapGet("", (LiveShop shop) => TypedResults.Ok(new BackupEntries(shop.Mine.Workspace.Backups.All()))).WithSummary("All backups that were made.");
        backups.MapPost("", Post).WithSummary("Copies everything that was acknowledged, while the server answers. The copy stands in backups/NAME of the workspace.");
        backups.MapPost("/{name}/check", Check).WithSummary("Reads every file of a backup and compares its checksum.");
        backups.MapPost("/{name}/restore", Restore).WithSummary("Makes a shop of a backup beside it, in backups/NAME.restored, which another server can use; the running one goes on as it is.");
    }

    private static Created<BackupState> Post(LiveShop shop, BackupWish wish)
    {
        var manifest = shop.Mine.Workspace.Backups.Make(FolderOf(shop, wish.Name));
        return TypedResults.Created($"/api/v1/backups/{wish.Name}", new BackupState(wish.Name, manifest.Made, manifest.Files.Count, manifest.Bytes));
    }

    private static Ok<BackupState> Check(LiveShop shop, string name)
    {
        var manifest = BackupManifest.Checked(FolderOf(shop, name));
        return TypedResults.Ok(new BackupState(name, manifest.Made, manifest.Files.Count, manifest.Bytes));
    }

    private static Ok<RestoreResult> Restore(LiveShop shop, string name) => TypedResults.Ok(shop.Mine.Workspace.Backups.RestoreBeside(FolderOf(shop, name)));

    /// <summary>A name, never a path: over HTTP nobody chooses where files go.</summary>
    private static string FolderOf(LiveShop shop, string name) => name.Length is > 0 and <= 64 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        ? Path.Combine(shop.Mine.Workspace.Folder, "backups", name)
        : throw new TaojinException("backup.name", "The name of a backup has letters, digits, - and _, 64 at most.", "Such as: 2026-05-04");
}

/// <summary>A wish for a backup.</summary>
/// <param name="Name">Its name: letters, digits, - and _.</param>
internal sealed record BackupWish(string Name);

/// <summary>A backup.</summary>
internal sealed record BackupState(string Name, Instant Made, int Files, long Bytes);

/// <summary>All backups.</summary>
internal sealed record BackupEntries(IReadOnlyList<BackupEntry> Backups);
