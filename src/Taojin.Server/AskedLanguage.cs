using Microsoft.AspNetCore.Http;

namespace Taojin.Server;

/// <summary>Which of the two languages a request asks for (RFC 9110, Accept-Language): the one of higher quality, of equal ones the first; English when it names neither.</summary>
internal static class AskedLanguage
{
    public static bool IsChinese(HttpRequest request)
    {
        var (best, isChinese) = (0.0, false);
        foreach (var asked in request.GetTypedHeaders().AcceptLanguage)
        {
            var quality = asked.Quality ?? 1;
            var tag = asked.Value.AsSpan();
            if (quality <= best || !(Is(tag, "zh") || Is(tag, "en")))
                continue;
            (best, isChinese) = (quality, Is(tag, "zh"));
        }
        return isChinese;
    }

    private static bool Is(ReadOnlySpan<char> tag, string language) =>
        tag.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (tag.Length == language.Length || tag[language.Length] == '-');
}
