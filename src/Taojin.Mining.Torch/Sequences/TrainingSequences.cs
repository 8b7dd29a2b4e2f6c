using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Mining.Torch.Sequences;

/// <summary>One training sequence: the events that are read, and what is foretold at each of them; −1 for nothing.</summary>
internal sealed record TrainingSequence(SessionEvent[] Events, int[] Targets);

/// <summary>The sequences of an epoch: cut, changed by chance, of about equal length together.</summary>
internal sealed class TrainingSequences
{
    /// <summary>So many batches are mixed before they are sorted by length.</summary>
    private const int BatchesMixed = 48;
    private readonly SequenceTransformerOptions _options;
    private readonly List<(SessionEvent[] Events, Lesson? Lesson)> _pieces = [];

    /// <param name="users">What each user did.</param>
    /// <param name="options">Length, target and augmentation.</param>
    /// <param name="lessons">What a teacher lists after all that each user did; null without a teacher.</param>
    public TrainingSequences(IEnumerable<SessionEvent[]> users, SequenceTransformerOptions options, IReadOnlyList<Lesson?>? lessons = null)
    {
        _options = options;
        foreach (var (user, events) in users.Index())
            for (var end = events.Length; end > 1; end -= options.Length)
                if (events[Math.Max(0, end - options.Length - 1)..end] is var piece && Of(piece) is not null)
                    _pieces.Add((piece, end == events.Length ? lessons?[user] : null));
    }

    public bool IsEmpty => _pieces.Count == 0;

    /// <summary>Steps of an epoch.</summary>
    public int BatchCount => (_pieces.Count + _options.BatchSize - 1) / _options.BatchSize;

    /// <summary>The batches of one epoch, in an order of its own.</summary>
    public IEnumerable<TrainingSequence[]> Epoch(int epoch, FitContext context)
    {
        var order = Enumerable.Range(0, _pieces.Count).ToArray();
        var chance = context.Random("sequence-transformer/order", epoch);
        chance.Shuffle<int>(order);
        foreach (var part in order.Chunk(BatchesMixed * _options.BatchSize))
        {
            var batches = part.Select(index => Changed(_pieces[index], context.Random("sequence-transformer/change", ((long)epoch * _pieces.Count) + index)))
                .OrderBy(sequence => sequence.Events.Length).Chunk(_options.BatchSize).ToArray();
            chance.Shuffle<TrainingSequence[]>(batches);
            foreach (var batch in batches)
                yield return batch;
        }
    }

    private TrainingSequence Changed((SessionEvent[] Events, Lesson? Lesson) taught, SplitMix64 chance)
    {
        var piece = taught.Events;
        if (taught.Lesson is { } lesson)
            piece = [.. piece.TakeLast(_options.Length), lesson.Draw(piece[^1], _options.Target, ref chance)];
        if (_options.Crop > 0 && chance.NextDouble() < _options.Crop && piece.Length > 3)
        {
            var length = 3 + chance.NextInt32(piece.Length - 2);
            var start = chance.NextInt32(piece.Length - length + 1);
            piece = Of(piece[start..(start + length)]) is null ? piece : piece[start..(start + length)];
        }
        if (_options.Reorder > 0 && chance.NextDouble() < _options.Reorder && piece.Length > 3)
        {
            piece = [.. piece];
            var length = Math.Min(piece.Length - 1, 2 + chance.NextInt32(3));
            chance.Shuffle(piece.AsSpan(chance.NextInt32(piece.Length - length), length));
        }
        return Of(piece) ?? Of(piece = [.. piece])!;
    }

    /// <summary>All events but the last are read; null when nothing is foretold.</summary>
    private TrainingSequence? Of(SessionEvent[] piece)
    {
        var (targets, next, any) = (new int[piece.Length - 1], -1, false);
        for (var place = piece.Length - 2; place >= 0; place--)
        {
            next = TargetOf(piece, place + 1, next);
            targets[place] = next;
            any |= next >= 0;
        }
        return any ? new(piece[..^1], targets) : null;
    }

    /// <summary>What is foretold just before an event: its item, what is foretold after it, or −1 for nothing.</summary>
    private int TargetOf(SessionEvent[] piece, int place, int later) => _options.Target switch
    {
        SequenceTarget.Purchase => piece[place].Kind == EventKind.Purchase ? piece[place].Item : later,
        SequenceTarget.New => Array.FindIndex(piece, each => each.Item == piece[place].Item) == place ? piece[place].Item : later,
        _ => piece[place].Item,
    };
}
