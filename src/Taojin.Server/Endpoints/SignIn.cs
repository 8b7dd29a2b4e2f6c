using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Taojin.Server.Access;

namespace Taojin.Server.Endpoints;

/// <summary>Gives a browser a cookie for a key, so that a person can use the pages.</summary>
internal sealed class SignIn : IEndpoint
{
    private const string Page = """
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Taojin 淘金</title>
        <style>body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:15vh auto;padding:0 1rem;color:#1c2430;background:#faf9f6}input,button{font:inherit;padding:.6rem;width:100%;box-sizing:border-box;margin:.4rem 0;border:1px solid #8a93a0;border-radius:6px}button{background:#7a5a10;color:#fff;border:0}.wrong{color:#a3201c}</style>
        <h1>Taojin 淘金</h1><form method="post" action="sign-in"><label for="key">Key of this shop · 店铺密钥</label>
        <input id="key" name="key" type="password" autocomplete="current-password" required autofocus><input type="hidden" name="to" value="{to}">
        {wrong}<button>Sign in · 登录</button></form><p>A key is made with · 创建密钥：<code>./taojin keys add NAME</code></p></html>
        """;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", ([FromQuery] string? to) => Html(to, isWrong: false)).IsOpen().ExcludeFromDescription();
        routes.MapPost("/sign-in", PostAsync).IsOpen().DisableAntiforgery().ExcludeFromDescription();
        routes.MapPost("/sign-out", Out).IsOpen().DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> PostAsync(HttpContext context, Keyring keyring, SignedIn sessions, Limits limits)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (key, to) = (form["key"].ToString().Trim(), form["to"].ToString());
        if (limits.WaitOfLocked(context) is not null || keyring.Find(key) is null)
        {
            context.Response.StatusCode = limits.NoteWrongKey(context) is null ? StatusCodes.Status401Unauthorized : StatusCodes.Status429TooManyRequests;
            return Html(to, isWrong: true);
        }
        sessions.Begin(context, key);
        return TypedResults.LocalRedirect(IsHere(to) ? to : $"{context.Request.PathBase}/");
    }

    private static RedirectHttpResult Out(HttpContext context, SignedIn sessions)
    {
        sessions.End(context);
        return TypedResults.LocalRedirect($"{context.Request.PathBase}/sign-in");
    }

    private static ContentHttpResult Html(string? to, bool isWrong) => TypedResults.Text(
        Page.Replace("{to}", IsHere(to) ? System.Net.WebUtility.HtmlEncode(to) : "/", StringComparison.Ordinal)
            .Replace("{wrong}", isWrong ? "<p class=wrong role=alert>This key is not known. · 密钥无效。</p>" : "", StringComparison.Ordinal),
        "text/html; charset=utf-8");

    /// <summary>Only a path of this server: neither another host nor a script.</summary>
    private static bool IsHere(string? to) => to is ['/', ..] and not ['/', '/' or '\\', ..] && !to.Contains('\\', StringComparison.Ordinal);
}
