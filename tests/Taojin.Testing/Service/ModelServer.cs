using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Taojin.Testing.Service;

/// <summary>A server on this machine that speaks the OpenAI protocol of chat completions: streaming, tool calls, usage, errors, silence. What it says is up to the test.</summary>
public sealed class ModelServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<JsonObject, ModelTurn> _behave;
    private readonly List<JsonObject> _requests = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    /// <summary>Starts it on a free port.</summary>
    /// <param name="behave">Says how to answer a request; called for one at a time.</param>
    public ModelServer(Func<JsonObject, ModelTurn> behave)
    {
        _behave = behave;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/v1");
        }
        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>What a client is given as its endpoint.</summary>
    public string Url { get; }

    /// <summary>The bodies of all requests so far.</summary>
    public IReadOnlyList<JsonObject> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _end.Cancel();
        _listener.Close();
        _serving.Wait(TimeSpan.FromSeconds(5), CancellationToken.None);
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
            try
            {
                var context = await _listener.GetContextAsync();
                await AnswerAsync(context);
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException or OperationCanceledException)
            {
                // the client went away, or the test is over
            }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var request = (await JsonNode.ParseAsync(context.Request.InputStream))!.AsObject();
        lock (_requests)
            _requests.Add(request);
        var turn = _behave(request);
        await Task.Delay(turn.Delay, _end.Token);
        var response = context.Response;
        response.StatusCode = turn.Status;
        var isStream = request["stream"]?.GetValue<bool>() == true && turn.Status == 200;
        response.ContentType = isStream ? "text/event-stream" : "application/json";
        var body = turn.Status != 200 ? """{"error":{"message":"as told","type":"server_error","code":"told"}}""" : isStream ? Stream(turn) : Whole(turn);
        await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body), _end.Token);
        response.Close();
    }

    private static string Stream(ModelTurn turn)
    {
        var text = new StringBuilder();
        foreach (var delta in turn.Tool is { } tool ? ToolDeltas(tool) : turn.Text.Chunk(turn.PieceLength).Select(piece => new { content = new string(piece) }))
            text.Append(Chunk([new { index = 0, delta, finish_reason = (string?)null }]));
        if (turn.IsCut)
            return text.ToString();
        text.Append(Chunk([new { index = 0, delta = new { }, finish_reason = turn.Finish }]));
        text.Append(Chunk([], Usage));
        return text.Append("data: [DONE]\n\n").ToString();
    }

    private static IEnumerable<object> ToolDeltas(ModelTool tool)
    {
        yield return new { role = "assistant", tool_calls = new[] { new { index = 0, id = "call_1", type = "function", function = new { name = tool.Name, arguments = "" } } } };
        yield return new { tool_calls = new[] { new { index = 0, function = new { arguments = tool.Arguments } } } };
    }

    private static string Whole(ModelTurn turn)
    {
        object message = turn.Tool is { } tool
            ? new { role = "assistant", content = (string?)null, tool_calls = new[] { new { id = "call_1", type = "function", function = new { name = tool.Name, arguments = tool.Arguments } } } }
            : new { role = "assistant", content = turn.Text };
        return JsonSerializer.Serialize(new { id = "c1", @object = "chat.completion", created = 1710000000, model = "test", choices = new[] { new { index = 0, message, finish_reason = turn.Finish } }, usage = Usage });
    }

    private static string Chunk(object[] choices, object? usage = null) =>
        $"data: {JsonSerializer.Serialize(new { id = "c1", @object = "chat.completion.chunk", created = 1710000000, model = "test", choices, usage })}\n\n";

    private static readonly object Usage = new { prompt_tokens = 100, completion_tokens = 20, total_tokens = 120 };
}

/// <summary>How a model answers one request.</summary>
public sealed record ModelTurn
{
    /// <summary>What it says.</summary>
    public string Text { get; init; } = "";

    /// <summary>What it calls instead of saying something.</summary>
    public ModelTool? Tool { get; init; }

    /// <summary>HTTP status; anything but 200 is an error.</summary>
    public int Status { get; init; } = 200;

    /// <summary>How long it is silent first.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Characters of a piece of the stream.</summary>
    public int PieceLength { get; init; } = 7;

    /// <summary>Whether the stream ends in the middle.</summary>
    public bool IsCut { get; init; }

    internal string Finish => Tool is null ? "stop" : "tool_calls";
}

/// <summary>A call of a tool.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">Its arguments as JSON.</param>
public sealed record ModelTool(string Name, string Arguments);
