using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Taojin.Data;
using Taojin.Data.Faults;
using Taojin.Server.Access;
using Taojin.Server.Endpoints;
using Taojin.Storage.Access;
using Taojin.Storage.Resources;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Resources;

/// <summary>Whole tables as files.</summary>
internal sealed class Exports : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/exports/{table}", GetAsync).Needs(AccessScopes.Admin).WithTags("exports")
        .WithSummary("A whole table (events, items, users, reviews) as JSON lines, as CSV that a spreadsheet opens without harm, or as Parquet; streamed.")
        .Produces(StatusCodes.Status200OK, contentType: "application/x-ndjson", additionalContentTypes: ["text/csv", "application/vnd.apache.parquet"]);

    private static IResult GetAsync(
        LiveShop shop, string table,
        [Description("jsonl, csv or parquet.")] string format = "jsonl",
        [Description("Whether CSV begins with a byte order mark, which spreadsheets need to read Chinese.")] bool bom = true)
    {
        var export = shop.Mine.Workspace.Resources.Export;
        if (!ShopExport.Tables.Contains(table))
            throw new TaojinException("export.table-unknown", $"'{table[..Math.Min(40, table.Length)]}' cannot be exported.", $"Ask for one of: {string.Join(", ", ShopExport.Tables)}.");
        return format switch
        {
            "jsonl" => Results.Stream(to => export.JsonLinesAsync(table, to, CancellationToken.None), "application/x-ndjson", $"{table}.jsonl"),
            "csv" => Results.Stream(to => export.CsvAsync(table, to, bom, CancellationToken.None), "text/csv; charset=utf-8", $"{table}.csv"),
            "parquet" => Results.Stream(ParquetOf(export, table), "application/vnd.apache.parquet", $"{table}.parquet"),
            _ => throw RequestFault.Unknown("format", format, ["jsonl", "csv", "parquet"]),
        };
    }

    /// <summary>Parquet has its index at the end, so it is a file first, which goes when it was sent.</summary>
    private static FileStream ParquetOf(ShopExport export, string table)
    {
        var folder = Directory.CreateTempSubdirectory("taojin-export-");
        try
        {
            var path = Path.Combine(folder.FullName, $"{table}.parquet");
            export.Parquet(table, path);
            return new(path, FileMode.Open, FileAccess.Read, FileShare.Delete, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        }
        finally
        {
            if (OperatingSystem.IsLinux())
                folder.Delete(recursive: true); // the open file lives on until it is closed
        }
    }
}
