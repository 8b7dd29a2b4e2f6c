using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Taojin.Data;
using Taojin.Data.Faults;

namespace Taojin.Server;

/// <summary>Answers every fault as a problem document (RFC 9457) with a stable code, a remedy and the trace id, in the language that the request asks for.</summary>
internal sealed class Faults(RequestDelegate next, ILogger<Faults> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentType: null } response)
                await WriteWordlessAsync(context, response.StatusCode);
        }
        catch (TaojinException fault)
        {
            await WriteAsync(context, StatusOf(fault.Code), fault);
        }
        catch (BadHttpRequestException fault)
        {
            await WriteAsync(context, fault.StatusCode, "request.unreadable", (fault.InnerException as JsonException)?.Message ?? fault.Message, "Send what the OpenAPI document at /openapi/v1.json describes.");
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !context.Response.HasStarted)
        {
            log.LogError("Request {TraceId} failed: {Kind}\n{Place}", TraceId(context), fault.GetType().FullName, fault.StackTrace); // the message may quote what a person sent
            await WriteAsync(context, StatusCodes.Status500InternalServerError, "server.fault", "The server failed on this request.", "Look for the trace id in the server's log.");
        }
    }

    public static Task WriteAsync(HttpContext context, int status, string code, string detail, string remedy) => WriteAsync(context, status, new(code, detail, remedy));

    private static Task WriteAsync(HttpContext context, int status, TaojinException fault)
    {
        var isChinese = AskedLanguage.IsChinese(context.Request);
        var (detail, remedy, detail_en) = FaultWords.Of(fault, isChinese);
        context.Response.StatusCode = status;
        (context.Response.Headers.ContentLanguage, context.Response.Headers.Vary) = (isChinese ? "zh-CN" : "en", StringValues.Concat(context.Response.Headers.Vary, "Accept-Language"));
        return context.Response.WriteAsJsonAsync(
            new { type = $"https://taojin.invalid/problems/{fault.Code}", title = StatusTitles.Of(status, isChinese), status, detail, code = fault.Code, remedy, trace_id = TraceId(context), detail_en },
            options: null,
            "application/problem+json",
            context.RequestAborted);
    }

    /// <summary>What the framework refuses by status alone gets its words here.</summary>
    private static Task WriteWordlessAsync(HttpContext context, int status) => status switch
    {
        StatusCodes.Status404NotFound => WriteAsync(context, status, "route.unknown", $"There is nothing at {context.Request.Path}.", "See /docs."),
        StatusCodes.Status405MethodNotAllowed => WriteAsync(context, status, "route.method", $"{context.Request.Method} is not for {context.Request.Path}.", "See /docs."),
        StatusCodes.Status413PayloadTooLarge => WriteAsync(context, status, "request.too-large", "The request is larger than this server takes (server.body_mib).", "Send less at a time."),
        StatusCodes.Status415UnsupportedMediaType => WriteAsync(context, status, "request.not-json", "The request is not JSON.", "Send the header: Content-Type: application/json"),
        _ => WriteAsync(context, status, "request.refused", StatusTitles.Of(status, isChinese: false), "See /docs."),
    };

    public static int StatusOf(string code) => code switch
    {
        "storage.full" => StatusCodes.Status507InsufficientStorage,
        "request.key-reused" => StatusCodes.Status422UnprocessableEntity,
        "model.none-published" or "canary.none" or "canary.running" or "canary.answers" or "task.elsewhere" or "publish.taken-back" or "privacy.key-none" or "privacy.key-no-new" or "privacy.key-experiment" => StatusCodes.Status409Conflict,
        "privacy.key-rotated" or "store.unreachable" or "store.in-doubt" or "store.too-many" or "store.standby" or "store.refused" or "store.missing" => StatusCodes.Status503ServiceUnavailable,
        "auth.signature" => StatusCodes.Status401Unauthorized,
        "limit.wrong-keys" => StatusCodes.Status429TooManyRequests,
        "model.missing" => StatusCodes.Status404NotFound,
        _ when code.EndsWith(".unknown", StringComparison.Ordinal) => StatusCodes.Status404NotFound,
        _ when code.StartsWith("storage.", StringComparison.Ordinal) || code.StartsWith("log.", StringComparison.Ordinal) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };

    public static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
}
