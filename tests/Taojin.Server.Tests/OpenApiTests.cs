using System.Text.Json;
using Taojin.Tests.Shops;

namespace Taojin.Server.Tests;

/// <summary>The HTTP interface changes only when somebody means it to.</summary>
public sealed class OpenApiTests(TrainedShop shop)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_document_is_the_approved_one()
    {
        await using var server = await RunningServer.Start(shop);
        var (status, document) = await server.Get("/openapi/v1.json");
        status.ShouldBe(200);
        Approved.Check("Taojin.Server.Tests", "openapi.json", JsonSerializer.Serialize(document, Indented) + "\n");
    }
}
