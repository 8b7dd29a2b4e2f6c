using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Taojin.Storage;
using Taojin.Workflows.Feeds;
using Taojin.Workflows.Serving.Trials;

namespace Taojin.Server.Operations;

/// <summary>Tells another system of what the guard did: JSON by POST, signed as webhooks to this server are (X-Taojin-Signature) where TAOJIN_WEBHOOK_SECRET is set.</summary>
/// <param name="address">Where to; empty: nobody is told.</param>
/// <param name="log">Is told when nobody listens.</param>
internal sealed partial class TrialNotice(string address, ILogger<TrialNotice> log) : IDisposable
{
    private const int Tries = 3, ShortestSecret = 16;
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Tells it; tried three times. That it could not be told changes nothing of what was done.</summary>
    public async Task TellAsync(TrialEnd end, CancellationToken cancellation)
    {
        if (address.Length == 0)
            return;
        var body = JsonSerializer.SerializeToUtf8Bytes(end, Snake.Json);
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            try
            {
                using var message = Message(body);
                using var answer = await _client.SendAsync(message, cancellation);
                if (answer.IsSuccessStatusCode)
                    return;
                Untold(log, $"HTTP {(int)answer.StatusCode}", attempt);
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
            {
                Untold(log, fault.GetType().Name, attempt);
            }
            using var pause = new PeriodicTimer(TimeSpan.FromSeconds(attempt), TimeProvider.System);
            await pause.WaitForNextTickAsync(cancellation);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Message(byte[] body)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
        if (Environment.GetEnvironmentVariable("TAOJIN_WEBHOOK_SECRET") is { Length: >= ShortestSecret } secret)
            message.Headers.Add("X-Taojin-Signature", new WebhookSignature(secret, TimeProvider.System).Sign(body));
        return message;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The webhook of canaries did not take a message: {Kind} (attempt {Attempt}).")]
    private static partial void Untold(ILogger log, string kind, int attempt);
}
