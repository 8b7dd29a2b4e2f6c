using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Taojin.Data;
using Taojin.Server.Access;
using Taojin.Storage.Access;

namespace Taojin.Server.Gorse;

/// <summary>Maps calls of the Gorse API: answers are bare JSON, faults are a status and plain text.</summary>
internal static class GorseRoutes
{
    public static IEndpointRouteBuilder Gorse(this IEndpointRouteBuilder routes) => routes.MapGroup("/api").Needs(AccessScopes.Read).ExcludeFromDescription();

    public static IEndpointConventionBuilder Get(this IEndpointRouteBuilder routes, string pattern, Func<GorseCall, object?> answer) => routes.MapGet(pattern, Handler(call => Task.FromResult(answer(call))));

    public static IEndpointConventionBuilder Delete(this IEndpointRouteBuilder routes, string pattern, Func<GorseCall, object?> answer) =>
        routes.MapDelete(pattern, Handler(call => Task.FromResult(answer(call)))).Needs(AccessScopes.Write);

    public static IEndpointConventionBuilder Write(this IEndpointRouteBuilder routes, string method, string pattern, Func<GorseCall, Task<object?>> answer) =>
        routes.MapMethods(pattern, [method], Handler(answer)).Needs(AccessScopes.Write);

    /// <summary>Bodies are read inside, so that one that cannot be read is answered as Gorse does.</summary>
    private static RequestDelegate Handler(Func<GorseCall, Task<object?>> answer) => async context =>
    {
        context.Response.Headers["X-Request-ID"] = RequestId(Faults.TraceId(context)).ToString();
        try
        {
            if (await answer(new(context)) is { } result)
                await context.Response.WriteAsJsonAsync(result, GorseJson.Options, context.RequestAborted);
            else
                await Text(context, StatusCodes.Status200OK, "{}");
        }
        catch (GorseException fault)
        {
            await Text(context, fault.Status, fault.Message);
        }
        catch (JsonException fault)
        {
            await Text(context, StatusCodes.Status400BadRequest, fault.Message);
        }
        catch (BadHttpRequestException fault)
        {
            await Text(context, fault.StatusCode, fault.Message);
        }
        catch (TaojinException fault)
        {
            await Text(context, Faults.StatusOf(fault.Code), fault.Message);
        }
    };

    /// <summary>Gorse's clients expect a UUID: the trace id where it is one, else one made of it.</summary>
    private static Guid RequestId(string trace) => Guid.TryParse(trace, out var id) ? id : new(XxHash128.Hash(Encoding.UTF8.GetBytes(trace)));

    private static Task Text(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
