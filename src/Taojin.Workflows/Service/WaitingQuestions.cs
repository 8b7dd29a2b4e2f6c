using Taojin.Data;
using Taojin.Mining.AfterSales.Messages;
using Taojin.Storage.Service;

namespace Taojin.Workflows.Service;

/// <summary>What waits for a person, in the customers' words, with what each wants and whose queue that is.</summary>
public sealed class WaitingQuestions(Mine mine)
{
    private const int Most = 100;

    /// <summary>The longest waiting first; what a model says of each where one is published.</summary>
    public WaitingList Run()
    {
        var service = mine.Workspace.Service;
        var labelled = service.LabelledMessages();
        var given = labelled.ToDictionary(message => message.MessageId, message => message.Intent, StringComparer.Ordinal);
        var triage = mine.Models.Current(Training.IntentTask.Alias) is null ? null : new MessageTriage(mine);
        var waiting = service.Waiting();
        WaitingQuestion[] questions = [.. waiting.Take(Most).Select(message => Question(message, service.Thread(message.Thread)))];
        string[] intents = [.. labelled.CountBy(message => message.Intent).OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal).Select(each => each.Key)];
        return new(waiting.Count, intents, questions);

        WaitingQuestion Question(StoredMessage message, IReadOnlyList<StoredMessage> thread)
        {
            var asked = thread.LastOrDefault(each => each.Direction == "in" && each.Time <= message.Time) ?? message; // what was handed over stands before the hand-over
            var said = asked.Text.Length == 0 ? null : triage?.One(asked.Text);
            return new(message.MessageId, asked.MessageId, asked.Text) { UserId = message.UserId, Time = message.Time, Said = said, Given = given.GetValueOrDefault(asked.MessageId) };
        }
    }
}

/// <summary>What waits for a person.</summary>
/// <param name="Count">How many wait.</param>
/// <param name="Intents">Intents that people have given, the most frequent first.</param>
/// <param name="Questions">The questions, the longest waiting first; 100 at most.</param>
public sealed record WaitingList(int Count, IReadOnlyList<string> Intents, IReadOnlyList<WaitingQuestion> Questions);

/// <summary>A question that waits.</summary>
/// <param name="MessageId">What is answered: the message, or the hand-over of the assistant.</param>
/// <param name="QuestionId">The customer's message, whose intent can be corrected.</param>
/// <param name="Text">Its words.</param>
public sealed record WaitingQuestion(string MessageId, string QuestionId, string Text)
{
    /// <summary>The customer; null when it is not known who.</summary>
    public string? UserId { get; init; }

    /// <summary>Since when it waits.</summary>
    public required Instant Time { get; init; }

    /// <summary>What the model says of it; null without a model.</summary>
    public TriagedMessage? Said { get; init; }

    /// <summary>The intent that a person gave; null when nobody did.</summary>
    public string? Given { get; init; }
}
