using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;

namespace Taojin.Mining.Torch.Sequences;

/// <summary>What a teacher lists after a whole history, the best first.</summary>
/// <param name="Items">The list.</param>
/// <param name="Decay">Places after which an item is drawn e⁻¹ as often.</param>
internal sealed record Lesson(int[] Items, double Decay)
{
    /// <summary>The lists of all users; null for one of whom the teacher cannot say anything.</summary>
    /// <param name="teacher">Fitted on the data.</param>
    /// <param name="data">The data; lists hold what is new to a user.</param>
    /// <param name="options">Length of the lists.</param>
    /// <param name="context">Threads and cancellation.</param>
    public static Lesson?[] Of(IRecommender teacher, Interactions data, DistilledSequenceOptions options, FitContext context)
    {
        var lessons = new Lesson?[data.Users.Count];
        context.ForEachRow(lessons.Length, () => new float[data.Items.Count], (user, scores) =>
        {
            if (data.Matrix[user].Count == 0)
                return;
            teacher.Score(user, scores);
            if (options.Target == SequenceTarget.New)
                foreach (var seen in data.Matrix[user].Columns)
                    scores[seen] = float.NaN;
            var best = new int[Math.Min(options.Choices, scores.Length)];
            lessons[user] = TopK.Write(scores, best) is > 0 and var count ? new(best[..count], options.RankDecay) : null;
        });
        return lessons;
    }

    /// <summary>An item of the list by chance, as an event after all others.</summary>
    public SessionEvent Draw(SessionEvent last, SequenceTarget target, ref SplitMix64 chance)
    {
        var place = (int)(-Decay * Math.Log(1 - (chance.NextDouble() * (1 - Math.Exp(-Items.Length / Decay)))));
        return last with { Item = Items[Math.Min(place, Items.Length - 1)], Kind = target == SequenceTarget.Purchase ? EventKind.Purchase : last.Kind };
    }
}
