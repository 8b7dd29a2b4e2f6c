using System.ComponentModel;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Taojin.Data;
using Taojin.Server.Access;
using Taojin.Server.Resources;
using Taojin.Storage;
using Taojin.Storage.Access;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Endpoints;

/// <summary>Whole files, taken into the log as the command line takes them.</summary>
internal sealed partial class Imports : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var imports = routes.MapGroup("/api/v1/imports").Needs(AccessScopes.Admin).WithTags("imports");
        imports.MapPost("", PostAsync).Accepts<Stream>("*/*").WithMetadata(new Largest())
            .WithSummary("Takes a file of events, items, users, reviews, orders or campaigns, up to 4 GiB; the same file twice adds nothing. The receipt tells what was read, accepted, known and rejected. What it brings counts from the next list on.");
        imports.MapGet("", (LiveShop shop) => TypedResults.Ok(new ImportReceipts(shop.Mine.Workspace.Log.Imports()))).WithSummary("Receipts of all imports, in order.");
        imports.MapGet("/{id}/rejects", Rejects).Produces(StatusCodes.Status200OK, contentType: "text/csv").WithSummary("The rows that an import rejected, as CSV: file, line, column, field, code, hint and the row itself.");
    }

    private static async Task<Ok<ImportReceipt>> PostAsync(LiveShop shop, HttpContext context, [AsParameters] ImportQuestion asked)
    {
        var request = asked.ToRequest();
        using var file = await UploadedFile.TakeAsync(context.Request.Body, asked.name ?? "upload", _ => { }, context.RequestAborted);
        return TypedResults.Ok(await Task.Run(() => shop.Mine.Workspace.Log.Import(request with { Path = file.Path, Name = file.Name }, null, context.RequestAborted)));
    }

    private static PhysicalFileHttpResult Rejects(LiveShop shop, string id)
    {
        var file = Number().IsMatch(id) ? Path.Combine(shop.Mine.Workspace.Folder, "imports", id, "rejects.csv") : "";
        return File.Exists(file)
            ? TypedResults.PhysicalFile(file, "text/csv; charset=utf-8", $"rejects-{id}.csv")
            : throw new TaojinException("import.unknown", $"No import '{id}' rejected anything.", "See GET /api/v1/imports.");
    }

    [GeneratedRegex(@"\A[0-9]{6,10}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    private sealed class Largest : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => UploadedFile.Largest;
    }
}

/// <summary>What the file is and how to read it; what is left out comes from its format, or else is detected.</summary>
internal sealed record ImportQuestion(
    [property: Description("csv, jsonl, parquet, excel, or a preset such as taobao; follows from the ending of the name when left out.")] string? format = null,
    [property: Description("The file's name: before people, and .gz or .zip when it is packed.")] string? name = null,
    [property: Description("events, items, users, reviews, orders, campaigns, exposures or redemptions.")] string? table = null,
    [property: Description("Names of behaviour, such as pv=view,buy=purchase.")] string? map = null,
    [property: Description("What every row means, in files that do not say it.")] string? kind = null,
    [property: Description("Shape of the objects of a jsonl file, such as ga4 or shopify.")] string? preset = null,
    [property: Description("The sheet of a workbook; the first one with rows when left out.")] string? sheet = null,
    [property: Description("What parts the fields.")] string? separator = null,
    [property: Description("utf-8, utf-16 or gb18030.")] string? encoding = null,
    [property: Description("unix-s, unix-ms, unix-us, unix-ns, iso, compact, day-first or month-first.")] string? time_format = null,
    [property: Description("Whether the first row names the columns.")] bool? header = null,
    [property: Description("What the columns are, in order, such as user_id,item_id,kind,time.")] string? columns = null)
{
    public SourceRequest ToRequest() => new((format is null ? SourceCards.OfEnding(name ?? "") ?? throw Unclear() : SourceCards.Of(format)).Name, "")
    {
        Table = table,
        Map = map is null ? new Dictionary<string, EventKind>(StringComparer.Ordinal) : SourceRequest.ParseMap(map),
        Kind = kind is null ? null : EventKinds.TryParse(kind, out var known) ? known : throw new TaojinException("import.kind-unknown", $"There is no kind '{kind}'.", $"Known: {string.Join(", ", EventKinds.All)}."),
        Preset = preset,
        Sheet = sheet,
        Separator = separator,
        Encoding = encoding,
        TimeFormat = time_format,
        Header = header,
        Columns = columns?.Split(','),
    };

    private static TaojinException Unclear() => new("import.source-unclear", "Neither a format nor the ending of a name says what this file is.", $"Name it, such as format=csv. Known: {string.Join(", ", SourceCards.All.Select(card => card.Name))}.");
}

/// <summary>Receipts of imports.</summary>
internal sealed record ImportReceipts(IReadOnlyList<ImportReceipt> Imports);
