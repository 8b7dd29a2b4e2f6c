using System.ClientModel;
using System.Text;
using Microsoft.Extensions.AI;
using Taojin.Mining.AfterSales;
using Taojin.Storage;

namespace Taojin.Workflows.Service;

/// <summary>Lets a language model put passages into words. Each sentence is checked before anybody sees it; the first fault ends the answer.</summary>
internal sealed class ModelAnswer(IChatClient model, AssistantSettings limits, TokenBudget budget)
{
    private const int MostToolRounds = 3, CharactersPerToken = 3;
    /// <summary>What the model writes when a person must answer.</summary>
    public const string AsksForPerson = "HANDOVER";

    /// <summary>Asks the model.</summary>
    /// <param name="prompt">What it reads.</param>
    /// <param name="tools">What it may call.</param>
    /// <param name="said">Receives each checked sentence; null when nobody listens.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<ModelReply> AskAsync(ModelPrompt prompt, AssistantTools tools, Func<string, Task>? said, CancellationToken cancellation)
    {
        if (!budget.HasLeft())
            return new(null, "budget", 0);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(TimeSpan.FromSeconds(limits.TimeoutSeconds));
        using var caller = model.AsBuilder().UseFunctionInvocation(configure: calls => calls.MaximumIterationsPerRequest = MostToolRounds).Build();
        var (heard, usage) = (new CheckedSentences(prompt, tools, said), 0L);
        string? fault = null;
        try
        {
            var options = new ChatOptions { Tools = tools.All(), MaxOutputTokens = limits.AnswerTokens, Temperature = 0 };
            await foreach (var update in caller.GetStreamingResponseAsync(prompt.Messages(), options, limited.Token))
            {
                usage += update.Contents.OfType<UsageContent>().Sum(content => content.Details.TotalTokenCount ?? 0);
                if (await heard.AddAsync(update.Text) is { } wrong)
                {
                    fault = wrong;
                    break;
                }
            }
            fault ??= await heard.EndAsync();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            fault = "timeout";
        }
        catch (Exception exception) when (exception is ClientResultException or HttpRequestException or IOException or InvalidOperationException or System.Text.Json.JsonException or TaskCanceledException or AggregateException && !cancellation.IsCancellationRequested)
        {
            fault = "error";
        }
        var tokens = (int)(usage > 0 ? usage : (prompt.Length + heard.Text.Length) / CharactersPerToken);
        budget.Spend(tokens);
        return new(fault is null ? heard.Text : null, heard.Text.Contains(AsksForPerson, StringComparison.Ordinal) ? "model-asks" : fault, tokens);
    }

    /// <summary>What the model says, sentence by sentence.</summary>
    private sealed class CheckedSentences(ModelPrompt prompt, AssistantTools tools, Func<string, Task>? said)
    {
        private readonly StringBuilder _text = new(), _open = new();

        public string Text => _text.ToString();

        public async Task<string?> AddAsync(string piece)
        {
            _open.Append(piece);
            var sentences = Excerpt.Sentences(_open.ToString());
            foreach (var sentence in sentences.SkipLast(1)) // the last one may go on
                if (await TakeAsync(sentence) is { } fault)
                    return fault;
            if (sentences.Count > 1)
                _open.Clear().Append(sentences[^1]);
            return null;
        }

        public async Task<string?> EndAsync()
        {
            if (_open.Length > 0 && await TakeAsync(_open.ToString()) is { } fault)
                return fault;
            return Text.Trim().Length == 0 ? "error" : GroundedText.Named(Text).Count == 0 ? "unsourced" : null;
        }

        private async Task<string?> TakeAsync(string sentence)
        {
            Passage[] sources = [.. prompt.Passages, .. tools.Given];
            if (GroundedText.FaultOf(sentence, [.. sources.Select(source => $"{source.Title} {source.Text}")], [.. sources.Select(source => source.Id)]) is { } fault)
                return fault;
            _text.Append(sentence);
            if (said is not null && !sentence.Contains(AsksForPerson, StringComparison.Ordinal))
                await said(GroundedText.WithoutNames(sentence));
            return null;
        }
    }
}

/// <summary>What became of a question to a model.</summary>
/// <param name="Text">The answer with the names of its sources; null when it cannot be used.</param>
/// <param name="Fault">Why it cannot.</param>
/// <param name="Tokens">What it cost.</param>
internal sealed record ModelReply(string? Text, string? Fault, int Tokens);
