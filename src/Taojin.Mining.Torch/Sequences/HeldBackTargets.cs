using Taojin.Data;
using Taojin.Mining.Recommendation;

namespace Taojin.Mining.Torch.Sequences;

/// <summary>The last target of some users, to find the number of epochs by, and what is left to learn from.</summary>
/// <param name="Cases">What is to be foretold.</param>
/// <param name="Before">Events of all users, without the held-back ones and what came after them.</param>
internal sealed record HeldBackTargets(IReadOnlyList<HeldBack> Cases, IReadOnlyList<SessionEvent[]> Before)
{
    private const int MostCases = 5000, FewestCases = 20;

    /// <returns>Null when there is too little to judge by.</returns>
    public static HeldBackTargets? Of(SessionSequences users, SequenceTransformerOptions options)
    {
        SessionEvent[][] all = [.. users.All()];
        int[] able = [.. Enumerable.Range(0, all.Length).Where(user => LastTarget(all[user], options.Target) > 1)];
        if (able.Length < FewestCases)
            return null;
        var (step, cases) = (Math.Max(1.0, (double)able.Length / MostCases), new List<HeldBack>());
        for (var place = 0.0; (int)place < able.Length; place += step)
        {
            var events = all[able[(int)place]];
            var target = LastTarget(events, options.Target);
            cases.Add(new(events[Math.Max(0, target - options.Length)..target], events[target].Item, options.Target == SequenceTarget.New ? [.. events[..target].Select(each => each.Item)] : []));
            all[able[(int)place]] = events[..target];
        }
        return new(cases, all);
    }

    private static int LastTarget(SessionEvent[] events, SequenceTarget target) => target switch
    {
        SequenceTarget.Purchase => Array.FindLastIndex(events, each => each.Kind == EventKind.Purchase),
        SequenceTarget.New => events.Length == 0 ? -1 : Array.FindIndex(events, each => each.Item == events.Select(other => other.Item).Distinct().Last()),
        _ => events.Length - 1,
    };
}

/// <summary>A user's past and the item that came then.</summary>
/// <param name="Before">Events that are read, at least one.</param>
/// <param name="Item">The item that is foretold.</param>
/// <param name="Hidden">Items that are not ranked.</param>
internal sealed record HeldBack(SessionEvent[] Before, int Item, int[] Hidden);
