using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Taojin.Client;

/// <summary>Sends calls and sends again what may be sent again: what was refused for now, and what was lost on the way.</summary>
/// <param name="http">Sends.</param>
/// <param name="clock">Measures waits.</param>
/// <param name="tries">How often a call is sent at most; 1 for what must not happen twice.</param>
internal sealed class Calls(HttpClient http, TimeProvider clock, int tries = 4)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200), LongestWait = TimeSpan.FromSeconds(30);

    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellation, string? key = null)
    {
        using var response = await ResponseAsync(method, path, body, cancellation, key).ConfigureAwait(false);
        return (await response.Content.ReadFromJsonAsync<T>(Json, cancellation).ConfigureAwait(false))!;
    }

    /// <summary>A response that is no problem; its body may not be read yet.</summary>
    public async Task<HttpResponseMessage> ResponseAsync(HttpMethod method, string path, object? body, CancellationToken cancellation, string? key = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            HttpResponseMessage? response = null;
            try
            {
                using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: Json) };
                if (key is not null)
                    request.Headers.Add("Idempotency-Key", key);
                response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            }
            catch (HttpRequestException) when (attempt < tries)
            {
                // lost on the way, and may be sent again
            }
            if (response is { IsSuccessStatusCode: true })
                return response;
            if (response is not null && (attempt == tries || !IsForNow(response.StatusCode)))
                using (response)
                    throw TaojinProblemException.Of((int)response.StatusCode, await ProblemAsync(response, cancellation).ConfigureAwait(false));
            await WaitAsync(response, attempt, cancellation).ConfigureAwait(false);
            response?.Dispose();
        }
    }

    private static bool IsForNow(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private async Task WaitAsync(HttpResponseMessage? response, int attempt, CancellationToken cancellation)
    {
        var wait = response?.Headers.RetryAfter?.Delta ?? (FirstWait * Math.Pow(2, attempt - 1));
        using var timer = new PeriodicTimer(wait < LongestWait ? wait > TimeSpan.Zero ? wait : FirstWait : LongestWait, clock);
        await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false);
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<JsonElement>(Json, cancellation).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
