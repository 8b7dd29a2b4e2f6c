using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Taojin.Data;
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
        .WithSummary("A whole table (events, items, users, reviews) as JSON lines, as CSV that a spreadsheet opens without harm, or as Parquet.")
        .Produces(StatusCodes.Status200OK, contentType: "application/x-ndjson", additionalContentTypes: ["text/csv", "application/vnd.apache.parquet"]);

    private static async Task<IResult> GetAsync(
        LiveShop shop, string table, CancellationToken cancellation,
        [Description("jsonl, csv or parquet.")] string format = "jsonl",
        [Description("Whether CSV begins with a byte order mark, which spreadsheets need to read Chinese.")] bool bom = true)
    {
        var export = shop.Mine.Workspace.Resources.Export;
        if (!ShopExport.Tables.Contains(table))
            throw new TaojinException("export.table-unknown", $"'{table[..Math.Min(40, table.Length)]}' cannot be exported.", $"Ask for one of: {string.Join(", ", ShopExport.Tables)}.");
        return format switch
        {
            "jsonl" => Results.Stream(await FileOf(path => WriteAsync(path, to => export.JsonLinesAsync(table, to, cancellation))), "application/x-ndjson", $"{table}.jsonl"),
            "csv" => Results.Stream(await FileOf(path => WriteAsync(path, to => export.CsvAsync(table, to, bom, cancellation))), "text/csv; charset=utf-8", $"{table}.csv"),
            "parquet" => Results.Stream(await FileOf(path => Task.Run(() => export.Parquet(table, path), cancellation)), "application/vnd.apache.parquet", $"{table}.parquet"),
            _ => throw new TaojinException("request.out-of-range", $"format is '{format[..Math.Min(40, format.Length)]}'.", "Ask for jsonl, csv or parquet."),
        };
    }

    private static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        await using var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
        await write(to);
    }

    /// <summary>A table is a file first, which goes when it was sent: whoever receives slowly must not hold the database open.</summary>
    private static async Task<FileStream> FileOf(Func<string, Task> write)
    {
        var folder = Directory.CreateTempSubdirectory("taojin-export-");
        var path = Path.Combine(folder.FullName, "table");
        try
        {
            await write(path);
            return new(path, FileMode.Open, FileAccess.Read, FileShare.Delete, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        }
        finally
        {
            if (OperatingSystem.IsLinux() || !File.Exists(path))
                folder.Delete(recursive: true); // an open file lives on until it is closed
        }
    }
}
