using Taojin.Data;
using Taojin.Mining.Text;

namespace Taojin.Mining.AfterSales.Messages;

/// <summary>A message that may be a ticket.</summary>
/// <param name="Id">Its id.</param>
/// <param name="UserId">Whose it is; null when that is not known.</param>
/// <param name="Time">When it came.</param>
/// <param name="Text">Its words.</param>
public sealed record Ticket(string Id, string? UserId, Instant Time, string Text);

/// <summary>Finds messages that say again what their writer said before.</summary>
/// <remarks>
/// The same customer, near in time, and the same words: runs of three characters by their Jaccard similarity; numbers must agree, for two orders are two
/// matters. Of visitors who are not known only equal texts count. Costs the messages of one customer squared.
/// </remarks>
public static class DuplicateTickets
{
    private const double Similarity = 0.6;
    private const int Run = 3;
    private static readonly TimeSpan Near = TimeSpan.FromDays(7);

    /// <summary>For each message the earliest one that it repeats, or null; in the order of the messages.</summary>
    /// <param name="messages">Messages in order of time.</param>
    public static IReadOnlyList<string?> Of(IReadOnlyList<Ticket> messages)
    {
        var (repeats, known) = (new string?[messages.Count], new Dictionary<string, List<Seen>>(StringComparer.Ordinal));
        for (var at = 0; at < messages.Count; at++)
        {
            var (message, folded) = (messages[at], FoldedText.Of(messages[at].Text));
            var key = message.UserId is null ? $"text:{folded}" : $"user:{message.UserId}";
            var seen = new Seen(at, message, RunsOf(folded), NumbersOf(folded));
            var earlier = known.TryGetValue(key, out var others) ? others : known[key] = [];
            if (folded.Length > 0 && earlier.Find(other => message.Time < other.Ticket.Time + Near && other.Numbers.SetEquals(seen.Numbers) && Jaccard(other.Runs, seen.Runs) >= Similarity) is { } first)
                repeats[at] = repeats[first.Place] ?? first.Ticket.Id;
            earlier.Add(seen);
        }
        return repeats;
    }

    private static HashSet<ulong> RunsOf(string folded)
    {
        var runs = new List<ulong>();
        CharacterGrams.AddTo(folded, Run, Run, runs);
        return [.. runs];
    }

    private static HashSet<string> NumbersOf(string folded) => [.. folded.Split(' ').Where(word => word.Any(char.IsAsciiDigit)).Select(word => string.Concat(word.Where(char.IsAsciiLetterOrDigit)))];

    private static double Jaccard(HashSet<ulong> left, HashSet<ulong> right)
    {
        var common = left.Count(right.Contains);
        return left.Count + right.Count == common ? 0 : common / (double)(left.Count + right.Count - common);
    }

    private sealed record Seen(int Place, Ticket Ticket, HashSet<ulong> Runs, HashSet<string> Numbers);
}
