using Taojin.Data;
using Taojin.Mining.AfterSales.Messages;

namespace Taojin.Workflows.Service;

/// <summary>Says what messages want and who deals with them; takes corrections, from which the next model learns.</summary>
public sealed class MessageTriage
{
    private const int MostCharacters = 20_000;
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);
    private readonly Mine _mine;
    private readonly Triage _triage;

    /// <summary>Reads the published model.</summary>
    /// <exception cref="TaojinException">intent.no-model.</exception>
    public MessageTriage(Mine mine)
    {
        _mine = mine;
        (_triage, Model) = PublishedTexts.Intent(mine);
    }

    /// <summary>Version of the model.</summary>
    public string Model { get; }

    /// <summary>One message.</summary>
    /// <exception cref="TaojinException">question.length.</exception>
    public TriagedMessage One(string text) => text.Length is > 0 and <= MostCharacters
        ? _triage.Of(text)
        : throw new TaojinException("question.length", $"A message has 1 to {MostCharacters} characters, not {text.Length}.", "Shorten it.");

    /// <summary>Incoming messages of the last thirty days, the most urgent first, with those that repeat an earlier one.</summary>
    /// <param name="isWritten">Whether intent and queue are written down, where no person gave an intent.</param>
    public TriageSummary Incoming(bool isWritten)
    {
        var messages = _mine.Workspace.Service.Incoming(_mine.Now - Recent);
        var repeats = DuplicateTickets.Of([.. messages.Select(message => new Ticket(message.MessageId, message.UserId, message.Time, message.Text))]);
        TicketRow[] rows = [.. messages.Zip(repeats, (message, repeated) => new TicketRow(message.MessageId, message.Time, message.UserId, message.Text, _triage.Of(message.Text), repeated) { Given = message.Model is null ? message.Intent : null })];
        if (isWritten)
            _mine.Workspace.Service.Route(rows.Where(row => row.Given is null).Select(row => (row.MessageId, row.Said.Intent, row.Said.Queue)), Model);
        return new(Model, rows.Length, rows.CountBy(row => row.Said.State).ToDictionary(), rows.CountBy(row => row.Said.Queue).OrderByDescending(queue => queue.Value).ToDictionary(), [.. rows.OrderByDescending(row => row.Said.Urgency.Level).ThenBy(row => row.Time)]) { IsWritten = isWritten };
    }

    /// <summary>Notes the right intent of a message; the next <c>train --task intent</c> learns from it.</summary>
    /// <exception cref="TaojinException">message.unknown, intent.empty.</exception>
    public static void Correct(Mine mine, string messageId, string intent)
    {
        if (string.IsNullOrWhiteSpace(intent))
            throw new TaojinException("intent.empty", "The right intent is empty.", "Name it, such as refund.");
        mine.Workspace.Service.AddFeedback(messageId, helpful: null, intent.Trim());
    }
}

/// <summary>An incoming message with what is known of it.</summary>
/// <param name="MessageId">Its id.</param>
/// <param name="Time">When it came.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="Text">Its words.</param>
/// <param name="Said">Intent, queue, urgency.</param>
/// <param name="Repeats">The earlier message of the same customer that it says again, or null.</param>
public sealed record TicketRow(string MessageId, Instant Time, string? UserId, string Text, TriagedMessage Said, string? Repeats)
{
    /// <summary>The intent that it came with, if a person gave one.</summary>
    public string? Given { get; init; }
}

/// <summary>Incoming messages, looked through.</summary>
/// <param name="Model">Version of the model.</param>
/// <param name="Messages">How many.</param>
/// <param name="ByState">routed, unsure, out-of-scope.</param>
/// <param name="ByQueue">Messages of each queue, the fullest first.</param>
/// <param name="Rows">The messages, the most urgent first.</param>
public sealed record TriageSummary(string Model, int Messages, IReadOnlyDictionary<string, int> ByState, IReadOnlyDictionary<string, int> ByQueue, IReadOnlyList<TicketRow> Rows)
{
    /// <summary>Whether intents and queues were written down.</summary>
    public bool IsWritten { get; init; }
}
