using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Taojin.Server.Dashboard.Hosting;

/// <summary>What a reader chose to see the pages in, kept in the browser: language and theme, and whether the guided visit is over.</summary>
internal static class Choices
{
    public const string Language = "taojin-language", Theme = "taojin-theme", Visited = "taojin-visited";

    public static RedirectHttpResult Choose(HttpContext context, string? language, string? next)
    {
        if (language is "en" or "zh")
            context.Response.Cookies.Append(Language, language, new() { Path = PathOf(context), MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, IsEssential = true });
        return TypedResults.LocalRedirect(context.Request.PathBase + (next is ['/', not '/' and not '\\', ..] ? next : "/"));
    }

    /// <summary>The language that was chosen, else the one the browser asks for first that we speak.</summary>
    public static string LanguageOf(HttpContext context) => context.Request.Cookies[Language] is "en" or "zh"
        ? context.Request.Cookies[Language]!
        : AskedLanguage.IsChinese(context.Request) ? "zh" : "en";

    private static string PathOf(HttpContext context) => context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/";
}
