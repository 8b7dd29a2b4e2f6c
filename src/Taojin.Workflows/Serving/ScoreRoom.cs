using System.Buffers;

namespace Taojin.Workflows.Serving;

/// <summary>Room for the scores of all items, lent and given back: a list of a million items would leave four megabytes behind, and the lists of all users hundreds of gigabytes.</summary>
internal readonly ref struct ScoreRoom
{
    private readonly float[] _lent;

    private ScoreRoom(int items)
    {
        _lent = ArrayPool<float>.Shared.Rent(items);
        Scores = _lent.AsSpan(0, items);
        Scores.Clear();
    }

    /// <summary>One score an item, 0 at first.</summary>
    public Span<float> Scores { get; }

    /// <param name="items">Number of items.</param>
    public static ScoreRoom Of(int items) => new(items);

    /// <summary>Gives it back.</summary>
    public void Dispose() => ArrayPool<float>.Shared.Return(_lent);
}
