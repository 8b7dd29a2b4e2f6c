using Microsoft.AspNetCore.Routing;

namespace Taojin.Server.Endpoints;

/// <summary>One route or a few that belong together: one file, found by its type.</summary>
internal interface IEndpoint
{
    void Map(IEndpointRouteBuilder routes);
}
