using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Taojin.Data;
using Taojin.Storage;

namespace Taojin.Cli.Running;

/// <summary>The server that holds the workspace, asked over its own interface with the key in <c>TAOJIN_API_KEY</c>, or without one on the loopback.</summary>
internal sealed class RunningServer : IDisposable
{
    private readonly HttpClient _http;
    private readonly ServedAddress _served;

    public RunningServer(ServedAddress served)
    {
        var handler = new HttpClientHandler();
#pragma warning disable MA0039 // stricter than any chain: the very certificate that the workspace names, and no other
        if (served.Certificate is { } known)
            handler.ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.GetCertHashString(HashAlgorithmName.SHA256) == known;
#pragma warning restore MA0039
        (_served, _http) = (served, new HttpClient(handler) { BaseAddress = new($"{served.Address}/api/v1/"), Timeout = Timeout.InfiniteTimeSpan });
        if (Environment.GetEnvironmentVariable("TAOJIN_API_KEY") is { Length: > 0 } key)
            _http.DefaultRequestHeaders.Authorization = new("Bearer", key);
    }

    /// <summary>Where it answers.</summary>
    public string Address => _served.Address;

    public Task<T> GetAsync<T>(string path, CancellationToken cancellation) => SendAsync<T>(HttpMethod.Get, path, null, cancellation);

    public Task<T> PostAsync<T>(string path, object body, CancellationToken cancellation) => SendAsync<T>(HttpMethod.Post, path, JsonContent.Create(body, body.GetType(), options: Snake.Json), cancellation);

    /// <summary>Sends a file as it is.</summary>
    public async Task<T> PostFileAsync<T>(string path, string file, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        using var content = new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await SendAsync<T>(HttpMethod.Post, path, content, cancellation);
    }

    /// <returns>What it said; the default where it has nothing to say.</returns>
    /// <exception cref="TaojinException">What the server refused, with its code; serve.unreachable, serve.key-needed.</exception>
    public async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? body, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body };
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.StatusCode is HttpStatusCode.NoContent)
                return default!;
            return response.IsSuccessStatusCode
                ? (await response.Content.ReadFromJsonAsync<T>(Snake.Json, cancellation))!
                : throw await FaultAsync(response, cancellation);
        }
        catch (HttpRequestException fault)
        {
            throw new TaojinException("serve.unreachable", $"The server at '{Address}' (process {_served.Process}) holds the workspace and does not answer: {fault.Message}", "Wait until it has ended, then run it again.", fault);
        }
    }

    /// <summary>Text as a part of an address.</summary>
    public static string Part(string text) => Uri.EscapeDataString(text);

    /// <summary>What is set, as <c>?name=value&amp;…</c>.</summary>
    public static string Query(params (string Name, string? Value)[] asked)
    {
        var set = string.Join('&', asked.Where(each => each.Value is not null).Select(each => $"{each.Name}={Part(each.Value!)}"));
        return set.Length == 0 ? "" : "?" + set;
    }

    public void Dispose() => _http.Dispose();

    private async Task<TaojinException> FaultAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.StatusCode is HttpStatusCode.Unauthorized)
            return new("serve.key-needed", $"The server at '{Address}' answers only to its keys.", "Set TAOJIN_API_KEY to one of them, such as the output of: ./taojin keys add cli --scope admin");
        var problem = await ProblemAsync(response, cancellation);
        string Text(string name) => problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty(name, out var value) ? value.ToString() : "";
        return Text("code") is { Length: > 0 } code
            ? new(code, Text("detail"), Text("remedy"))
            : new("serve.unreachable", $"The server at '{Address}' answered {(int)response.StatusCode}.", "Wait until it has ended, then run it again.");
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<JsonElement>(Snake.Json, cancellation);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
