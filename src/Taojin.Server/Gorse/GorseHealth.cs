using Microsoft.AspNetCore.Routing;
using Taojin.Server.Access;
using Taojin.Server.Endpoints;

namespace Taojin.Server.Gorse;

/// <summary>Health as Gorse's clients ask for it: the server listens only when it is ready.</summary>
internal sealed class GorseHealth : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var path in new[] { "/health/live", "/health/ready" })
            routes.Gorse().Get(path, _ => new GorseHealthStatus(true, null, null, true, true)).IsOpen();
    }
}
