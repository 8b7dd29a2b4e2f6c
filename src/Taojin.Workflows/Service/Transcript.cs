using Taojin.Data;
using Taojin.Mining.AfterSales;
using Taojin.Storage;
using Taojin.Storage.Service;

namespace Taojin.Workflows.Service;

/// <summary>A question with its place in the messages.</summary>
internal sealed record AskedQuestion(string MessageId, string AnswerId, string Thread, string? UserId, string Text, string Language, Instant Time);

/// <summary>Writes down what is asked and answered: in the messages with all words, in the log as contacts.</summary>
internal sealed class Transcript(Mine mine, AssistantParts parts)
{
    private const string Channel = "assistant";
    private long _count;

    /// <summary>Notes a question before anything is done about it.</summary>
    public AskedQuestion Asked(ServiceQuestion question)
    {
        var id = $"{mine.Now.Microseconds:x}-{Interlocked.Increment(ref _count):x}";
        var asked = new AskedQuestion($"q-{id}", $"a-{id}", question.Thread ?? $"t-{id}", question.UserId, question.Text, TextLanguage.Of(question.Text), mine.Now);
        if (parts.KeepsTranscript)
            mine.Workspace.Service.Add([new StoredMessage { MessageId = asked.MessageId, UserId = asked.UserId, Thread = asked.Thread, Time = asked.Time, Direction = "in", Text = asked.Text }]);
        return asked;
    }

    /// <summary>Notes the answer, and the contact in the log; one that waits for a person says why.</summary>
    public void Answered(AskedQuestion asked, ServiceAnswer answer)
    {
        if (!parts.KeepsTranscript)
            return;
        mine.Workspace.Service.Add([new StoredMessage
        {
            MessageId = answer.MessageId, UserId = asked.UserId, Thread = asked.Thread, Time = mine.Now, Direction = "out", Text = answer.Text, Queue = answer.IsHandedOver ? "person" : null,
            Sources = [.. answer.Sources.Select(source => source.Id)], Model = answer.Model, Seconds = answer.Seconds, Tokens = answer.Tokens,
        }]);
        (parts.Append ?? mine.Workspace.Log.Append)([Contact(asked.UserId, asked.Thread, asked.Time) with
        {
            EventId = asked.MessageId, ItemId = answer.Sources.Select(source => source.Id).FirstOrDefault(id => id.StartsWith("fact/", StringComparison.Ordinal))?["fact/".Length..],
            Reason = answer.IsHandedOver ? $"handed-over:{answer.Reason}" : "answered", Model = answer.Model, RequestId = answer.MessageId,
        }]);
    }

    /// <summary>What this customer and the shop said before in this conversation; nothing when another customer's conversation is named.</summary>
    public IReadOnlyList<StoredMessage> Before(AskedQuestion asked)
    {
        var messages = mine.Workspace.Service.Thread(asked.Thread).Where(message => message.MessageId != asked.MessageId).ToArray();
        return parts.KeepsTranscript && asked.UserId is not null && Array.TrueForAll(messages, message => message.UserId == asked.UserId) ? messages : [];
    }

    /// <summary>A contact of a customer, or of a visitor whom only the conversation names.</summary>
    public static NewEvent Contact(string? userId, string thread, Instant time) => new()
    {
        UserId = userId ?? $"visitor:{thread}", Kind = EventKind.Contact, Time = time, SessionId = thread, Channel = Channel,
    };
}
