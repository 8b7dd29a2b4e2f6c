using Taojin.Data;
using Taojin.Mining.AfterSales;
using Taojin.Storage;
using Taojin.Storage.Service;

namespace Taojin.Workflows.Service;

/// <summary>What people add: their answers, which the assistant finds the next time, and what they thought of its own.</summary>
/// <param name="mine">The shop.</param>
/// <param name="append">Where contacts are written down; the log itself when null.</param>
public sealed class Reply(Mine mine, Func<IReadOnlyList<NewEvent>, AppendResult>? append = null)
{
    /// <summary>Answers what waited for a person, and keeps question and answer as a text to be quoted from then on.</summary>
    /// <param name="messageId">The hand-over that waits.</param>
    /// <param name="text">The answer.</param>
    /// <returns>Id of the text, <c>answer/…</c>.</returns>
    /// <exception cref="TaojinException">message.unknown.</exception>
    public string Answer(string messageId, string text)
    {
        var waiting = mine.Workspace.Service.Waiting().FirstOrDefault(message => message.MessageId == messageId)
            ?? throw new TaojinException("message.unknown", $"No message '{messageId}' waits for a person.", "List those that wait: ./taojin service waiting");
        var question = mine.Workspace.Service.Thread(waiting.Thread).Last(message => message.Direction == "in" && message.Time <= waiting.Time);
        var document = $"answer/{messageId}";
        mine.Workspace.Service.Add([new StoredDocument(document, "answer", TextLanguage.Of(question.Text), question.Text, text)]);
        mine.Workspace.Service.Add([new StoredMessage { MessageId = $"r-{messageId}", UserId = waiting.UserId, Thread = waiting.Thread, Time = mine.Now, Direction = "out", Text = text, Model = "person" }]);
        mine.Workspace.Service.Settle(messageId);
        return document;
    }

    /// <summary>Notes whether an answer helped; a contact in the log says so too.</summary>
    /// <exception cref="TaojinException">message.unknown.</exception>
    public void Judge(string messageId, bool helpful, string? intent = null, string? note = null)
    {
        mine.Workspace.Service.AddFeedback(messageId, helpful, intent, note);
        var said = mine.Workspace.Service.Message(messageId)!;
        (append ?? mine.Workspace.Log.Append)([Transcript.Contact(said.UserId, said.Thread, mine.Now) with { Reason = helpful ? "feedback:helpful" : "feedback:not-helpful", RequestId = messageId }]);
    }
}
