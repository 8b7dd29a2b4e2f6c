using Microsoft.Extensions.AI;
using Taojin.Data;
using Taojin.Mining.AfterSales;
using Taojin.Mining.AfterSales.Messages;
using Taojin.Storage;

namespace Taojin.Workflows.Service;

/// <summary>
/// Answers customers from what the shop knows: policies, facts, earlier answers, and the states of their own orders. Every answer quotes its
/// source; what it is not sure of goes to a person. Question, answer and hand-over stand in the messages and, as contacts, in the log.
/// </summary>
public sealed class Assistant
{
    private readonly Mine _mine;
    private readonly AssistantParts _parts;
    private readonly TokenBudget _budget;
    private readonly Transcript _transcript;
    private Knowledge _known;
    private MessageTriage? _triage;

    /// <summary>Reads the shop's documents.</summary>
    public Assistant(Mine mine, AssistantParts? parts = null)
    {
        (_mine, _parts) = (mine, parts ?? new());
        _budget = new(mine.Workspace.Settings.Assistant.DailyTokens, mine.Clock);
        _transcript = new(mine, _parts);
        _known = Knowledge.Read(mine);
    }

    /// <summary>Reads the documents again, after some were added.</summary>
    public void Reload() => _known = Knowledge.Read(_mine);

    /// <summary>Answers a question.</summary>
    /// <param name="question">What is asked, and by whom.</param>
    /// <param name="said">Receives sentences of a language model as they come, each checked; the answer that is returned is the one that counts.</param>
    /// <param name="cancellation">Ends it; the question stays in the messages.</param>
    public async Task<ServiceAnswer> AskAsync(ServiceQuestion question, Func<string, Task>? said = null, CancellationToken cancellation = default)
    {
        var start = _mine.Clock.GetTimestamp();
        if (question.Text.Length is 0 or > MostCharacters)
            throw new TaojinException("question.length", $"A question has 1 to {MostCharacters} characters, not {question.Text.Length}.", "Shorten it.");
        var asked = _transcript.Asked(question);
        var known = _known;
        var own = question.UserId is null ? [] : known.OrdersOf(_mine.Workspace.Service.OrdersOf(question.UserId));
        var found = known.Retrieval.Find(question.Text, own);
        var answer = await AnswerAsync(asked, own, found, said, cancellation);
        answer = answer with { Seconds = _mine.Clock.GetElapsedTime(start).TotalSeconds };
        _transcript.Answered(asked, answer);
        return answer;
    }

    /// <summary>A person answers what waited; the answer can be quoted from now on.</summary>
    /// <returns>Id of the text, <c>answer/…</c>.</returns>
    /// <exception cref="TaojinException">message.unknown.</exception>
    public string Reply(string messageId, string text)
    {
        var document = new Reply(_mine, _parts.Append).Answer(messageId, text);
        Reload();
        return document;
    }

    /// <summary>Notes whether an answer helped; a contact in the log says so too.</summary>
    /// <exception cref="TaojinException">message.unknown.</exception>
    public void Judge(string messageId, bool helpful, string? intent = null, string? note = null) => new Reply(_mine, _parts.Append).Judge(messageId, helpful, intent, note);

    /// <summary>What came back and what stands out, over the log as it is now.</summary>
    public ReturnSummary Returns() => new ReturnReport(_mine).Run();

    /// <summary>What may come back of an order. The log is replayed at each call.</summary>
    /// <exception cref="TaojinException">model.none-published, item.unknown, order.empty.</exception>
    public OrderAssessment Assess(string userId, IReadOnlyList<AskedLine> lines) => new OrderRisk(_mine, new Prepare(_mine).Run().Log).Assess(userId, lines);

    /// <summary>What the reviews of the shop say. All of them are read at each call.</summary>
    /// <param name="by">One of <see cref="ReviewReport.Groupings"/>.</param>
    /// <exception cref="TaojinException">reviews.by.</exception>
    public ReviewOverview Reviews(string by) => new ReviewReport(_mine).Run(by, new());

    /// <summary>What the reviews of one item come to.</summary>
    /// <exception cref="TaojinException">item.unknown, reviews.none.</exception>
    public Task<ItemReviews> ReviewsOfAsync(string itemId, string language, CancellationToken cancellation) =>
        new ReviewReport(_mine, _parts.Model).ItemAsync(itemId, language, new() { Cancellation = cancellation });

    /// <summary>What messages want, who deals with them, how soon. The published model is read at the first call, and again when another is published.</summary>
    /// <exception cref="TaojinException">intent.no-model, question.length.</exception>
    public IReadOnlyList<TriagedMessage> Triage(IReadOnlyList<string> texts)
    {
        var triage = _triage;
        if (triage is null || triage.Model != _mine.Models.Current(Training.IntentTask.Alias)?.ToString())
            _triage = triage = new(_mine);
        return [.. texts.Select(triage.One)];
    }

    /// <summary>Notes the right intent of a message; the next training learns from it.</summary>
    /// <exception cref="TaojinException">message.unknown, intent.empty.</exception>
    public void Correct(string messageId, string intent) => MessageTriage.Correct(_mine, messageId, intent);

    private const int MostCharacters = 2000;

    private async Task<ServiceAnswer> AnswerAsync(
        AskedQuestion asked, IReadOnlyList<OwnOrder> own, IReadOnlyList<FoundPassage> found, Func<string, Task>? said, CancellationToken cancellation)
    {
        if (OrderNumbers.ForeignIn(asked.Text, own, found) is { } number)
            return HandOver(asked, "order-not-yours", $"I find no order {number} under your account. I am handing you over to a colleague.", $"您的账户下没有 {number} 这个订单，我为您转接人工客服。");
        if (!_known.Retrieval.IsSure(asked.Text, found))
            return HandOver(asked, "unsure", "I am not sure about this, so I am handing you over to a colleague.", "这个问题我没有把握，为您转接人工客服。") with { Sources = Quoted(asked, found) };
        var reply = await ModelAsync(asked, own, found, said, cancellation);
        if (reply is { Fault: "model-asks" })
            return HandOver(asked, reply.Fault, "A colleague will answer this.", "这个问题由人工客服为您解答。") with { Tokens = reply.Tokens };
        if (reply is { Text: { } text })
        {
            var named = GroundedText.Named(text);
            return Answer(asked, GroundedText.WithoutNames(text), [.. Quoted(asked, found).Where(source => named.Contains(source.Id))]) with { Model = _mine.Workspace.Settings.Assistant.Model, Tokens = reply.Tokens };
        }
        var sources = Quoted(asked, found);
        return Answer(asked, sources[0].Quote, sources) with { Reason = reply?.Fault, Tokens = reply?.Tokens ?? 0 };
    }

    private async Task<ModelReply?> ModelAsync(AskedQuestion asked, IReadOnlyList<OwnOrder> own, IReadOnlyList<FoundPassage> found, Func<string, Task>? said, CancellationToken cancellation)
    {
        if (_parts.Model is not { } model)
            return null;
        if (SuspectText.Is(asked.Text))
            return new(null, "suspect", 0);
        Func<int, IReadOnlyList<string>>? recommend = _parts.Recommend is { } list && asked.UserId is { } user ? count => list(user, count) : null;
        var prompt = new ModelPrompt(_mine.Workspace.Settings.ShopName, asked.Text, asked.Language, [.. found.Select(each => each.Passage)], _transcript.Before(asked));
        return await new ModelAnswer(model, _mine.Workspace.Settings.Assistant, _budget).AskAsync(prompt, new(own, recommend, asked.Language), said, cancellation);
    }

    private static ServiceAnswer HandOver(AskedQuestion asked, string reason, string english, string chinese) =>
        Answer(asked, asked.Language == "zh" ? chinese : english, []) with { IsHandedOver = true, Reason = reason };

    private static ServiceAnswer Answer(AskedQuestion asked, string text, IReadOnlyList<QuotedSource> sources) => new()
    {
        MessageId = asked.AnswerId,
        Thread = asked.Thread,
        Language = asked.Language,
        Text = text,
        Sources = sources,
        Model = "passages",
    };

    private static QuotedSource[] Quoted(AskedQuestion asked, IReadOnlyList<FoundPassage> found) =>
        [.. found.Select(each => new QuotedSource(each.Passage.Id, each.Passage.Title, Excerpt.Of(each.Passage, asked.Text), each.Score))];
}

/// <summary>What an assistant may use beside the shop's texts.</summary>
public sealed record AssistantParts
{
    /// <summary>A language model; null: passages answer.</summary>
    public IChatClient? Model { get; init; }

    /// <summary>Titles of items for a user, the best first.</summary>
    public Func<string, int, IReadOnlyList<string>>? Recommend { get; init; }

    /// <summary>Whether question and answer are written down; false leaves no trace and knows no conversation.</summary>
    public bool KeepsTranscript { get; init; } = true;

    /// <summary>Where contacts are written down; the log itself when null.</summary>
    public Func<IReadOnlyList<NewEvent>, AppendResult>? Append { get; init; }
}
