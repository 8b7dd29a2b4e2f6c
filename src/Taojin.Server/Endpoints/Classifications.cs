using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Data.Faults;
using Taojin.Server.Access;
using Taojin.Storage.Access;
using Taojin.Workflows.Categories;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Endpoints;

/// <summary>Where products belong.</summary>
internal sealed class Classifications : IEndpoint
{
    private const int Most = 1000;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/classifications", Post)
        .Needs(AccessScopes.Read).WithTags("categories")
        .WithSummary("The category of each product, how sure, the next best ones, the words that decided and, where asked for, the regions of the picture that did. A product that cannot be read is rejected by itself.");

    private static Ok<ClassificationList> Post(LiveShop shop, ClassificationQuestion question)
    {
        if (question.Products is not { Count: >= 1 and <= Most })
            throw RequestFault.OutOfRange("products", question.Products?.Count ?? 0, (1, Most));
        return TypedResults.Ok(new ClassificationList([.. question.Products.Select(product => shop.Categories.One(new() { Title = product.Title, Description = product.Description, Brand = product.Brand }, product.Image, question.Explain))]));
    }
}

/// <summary>Products to classify.</summary>
/// <param name="Products">One to a thousand.</param>
/// <param name="Explain">Whether the regions of each picture that decided are drawn; costs about fifty answers a picture.</param>
internal sealed record ClassificationQuestion(IReadOnlyList<AskedProduct> Products, bool Explain = false);

/// <summary>A product to classify; any side may be missing.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Description">Its description.</param>
/// <param name="Brand">Its brand.</param>
/// <param name="Image">The bytes of a JPEG, PNG or WebP in Base64.</param>
internal sealed record AskedProduct(string? Title = null, string? Description = null, string? Brand = null, byte[]? Image = null);

/// <summary>Answers in the order of the products.</summary>
internal sealed record ClassificationList(IReadOnlyList<ClassifiedProduct> Classifications);
