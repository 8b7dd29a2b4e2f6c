using Taojin.Data;

namespace Taojin.Mining.Recommendation;

/// <summary>Sequences as the numbers that a network takes in: one row a sequence, oldest first, shorter ones filled up behind.</summary>
/// <remarks>What is filled up is never attended to: attention looks back only, and the answer is read at each row's last event.</remarks>
internal sealed class SequenceInput
{
    /// <summary>Time gaps are told apart by their doublings, from a minute up.</summary>
    public const int GapCount = 24;

    private SequenceInput(int rows, int length)
    {
        (Rows, Length) = (rows, length);
        (Items, Ages, Kinds, Gaps, Last) = (new long[rows * length], new long[rows * length], new long[rows * length], new long[rows * length], new long[rows]);
    }

    public int Rows { get; }

    public int Length { get; }

    /// <summary>Indexes of items, shape [rows × length].</summary>
    public long[] Items { get; }

    /// <summary>Places back from the newest event, from 0, shape [rows × length].</summary>
    public long[] Ages { get; }

    /// <summary>Numbers of kinds, shape [rows × length].</summary>
    public long[] Kinds { get; }

    /// <summary>Doublings of the time before each event, shape [rows × length].</summary>
    public long[] Gaps { get; }

    /// <summary>Place of the newest event, shape [rows].</summary>
    public long[] Last { get; }

    /// <param name="sequences">None of them empty.</param>
    public static SequenceInput Of(IReadOnlyList<SessionEvent[]> sequences)
    {
        var input = new SequenceInput(sequences.Count, sequences.Max(each => each.Length));
        for (var row = 0; row < sequences.Count; row++)
            input.Fill(row, sequences[row]);
        return input;
    }

    /// <summary>The doublings of the minutes between two moments.</summary>
    public static int Gap(Instant earlier, Instant later) =>
        Math.Clamp((int)Math.Ceiling(Math.Log2(1 + (Math.Max(0, later.HoursSince(earlier)) * 60))), 0, GapCount - 1);

    private void Fill(int row, SessionEvent[] events)
    {
        Last[row] = events.Length - 1;
        for (var place = 0; place < events.Length; place++)
        {
            var cell = (row * Length) + place;
            (Items[cell], Ages[cell], Kinds[cell]) = (events[place].Item, events.Length - 1 - place, (long)events[place].Kind);
            Gaps[cell] = place == 0 ? 0 : Gap(events[place - 1].Time, events[place].Time);
        }
    }
}
