using Taojin.Data;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Recommendation;

/// <summary>What each user did, as a sequence network reads it.</summary>
/// <param name="Starts">Where each user's events start, shape [users + 1].</param>
/// <param name="Events">Events of all users, user by user, oldest first.</param>
internal sealed record SessionSequences(int[] Starts, SessionEvent[] Events)
{
    public int UserCount => Starts.Length - 1;

    /// <summary>The events of one user.</summary>
    public ReadOnlySpan<SessionEvent> this[int user] => Events.AsSpan(Starts[user], Starts[user + 1] - Starts[user]);

    /// <param name="sequences">All events.</param>
    /// <param name="joins">Whether the same thing done several times in a row is one event, at its last time.</param>
    public static SessionSequences Of(EventSequences sequences, bool joins)
    {
        var (starts, events) = (new int[sequences.UserCount + 1], new List<SessionEvent>(sequences.Items.Length));
        for (var user = 0; user < sequences.UserCount; user++)
        {
            for (var index = sequences.Starts[user]; index < sequences.Starts[user + 1]; index++)
                Add(events, joins ? starts[user] : events.Count, new(sequences.Items[index], sequences.Kinds[index], sequences.Times[index]));
            starts[user + 1] = events.Count;
        }
        return new(starts, [.. events]);
    }

    /// <summary>The last events of some, as they are read.</summary>
    public static SessionEvent[] Last(ReadOnlySpan<SessionEvent> events, SequenceReading reading)
    {
        var read = new List<SessionEvent>(events.Length);
        foreach (var happened in events)
            Add(read, reading.Joins ? 0 : read.Count, happened);
        return [.. read.TakeLast(reading.Length)];
    }

    /// <summary>The last events of each user.</summary>
    public SessionSequences Last(int length)
    {
        var (starts, events) = (new int[Starts.Length], new List<SessionEvent>());
        for (var user = 0; user < UserCount; user++)
        {
            events.AddRange(this[user][Math.Max(0, this[user].Length - length)..]);
            starts[user + 1] = events.Count;
        }
        return new(starts, [.. events]);
    }

    /// <summary>The events of each user.</summary>
    public IEnumerable<SessionEvent[]> All() => Enumerable.Range(0, UserCount).Select(user => this[user].ToArray());

    /// <summary>How often each item is touched, shape [items].</summary>
    public float[] Popularity(int itemCount)
    {
        var counts = new float[itemCount];
        foreach (var happened in Events)
            counts[happened.Item]++;
        return counts;
    }

    /// <summary>One more than the highest number of a kind where there are several; 1 where all is of one kind.</summary>
    public int KindCount() => Events.Select(each => each.Kind).Distinct().Count() > 1 ? Events.Max(each => (int)each.Kind) + 1 : 1;

    /// <summary>The kind that is done most, the lower number among equals; a view when nothing is done.</summary>
    public EventKind UsualKind() => Events.Length == 0 ? EventKind.View : Events.GroupBy(each => each.Kind).OrderByDescending(kind => kind.Count()).ThenBy(kind => kind.Key).First().Key;

    public void Save(IArtifactWriter writer)
    {
        writer.Array<int>("sequences.starts", Starts);
        writer.Array<int>("sequences.items", Array.ConvertAll(Events, each => each.Item));
        writer.Array<byte>("sequences.kinds", Array.ConvertAll(Events, each => (byte)each.Kind));
        writer.Array<long>("sequences.times", Array.ConvertAll(Events, each => each.Time.Microseconds));
    }

    public static SessionSequences Load(IArtifactReader reader)
    {
        var (items, kinds, times) = (reader.Array<int>("sequences.items"), reader.Array<byte>("sequences.kinds"), reader.Array<long>("sequences.times"));
        return new(reader.Array<int>("sequences.starts"), [.. items.Select((item, index) => new SessionEvent(item, (EventKind)kinds[index], new(times[index])))]);
    }

    /// <summary>Whether two events in a row count as one.</summary>
    public static bool AreOne(SessionEvent one, SessionEvent next) => one.Item == next.Item && one.Kind == next.Kind;

    private static void Add(List<SessionEvent> events, int start, SessionEvent happened)
    {
        if (events.Count > start && AreOne(events[^1], happened))
            events[^1] = happened;
        else
            events.Add(happened);
    }
}

/// <summary>How events are read; an array of one in an artifact.</summary>
/// <param name="Length">So many of the last.</param>
/// <param name="Usual">The kind of a touch of which no more is known.</param>
/// <param name="Joins">Whether the same thing done several times in a row counts once.</param>
internal readonly record struct SequenceReading(int Length, EventKind Usual, bool Joins);
