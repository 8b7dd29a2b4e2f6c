using System.Runtime.InteropServices;
using Taojin.Mining.Text;
using Taojin.Numerics;

namespace Taojin.Mining.AfterSales.Opinions;

/// <summary>What stands around a term, as hashed places in five groups: its sentence, its clause, the words beside it, the term itself, praise and blame by distance.</summary>
/// <param name="bits">Each group has 2 to the power of this many places.</param>
/// <param name="sentiment">Says what clause and sentence are like as a whole; null when there is no model.</param>
internal sealed class MentionRuns(int bits, TopicTextModel? sentiment)
{
    /// <summary>Number of groups.</summary>
    public const int Groups = 5;

    private const int Beside = 5, Near = 2, MostCounted = 3, MostNear = 6, StepsOfScore = 4;
    private const ulong TermMark = 1;

    private readonly List<int> _places = [];
    private readonly List<ulong> _words = [];

    private enum Group
    {
        Sentence,
        Clause,
        Beside,
        Term,
        Opinion,
    }

    /// <summary>Places of a mention, one for each time, in no order; valid until the next call.</summary>
    public Span<int> Of(OpinionText text, AspectMention mention)
    {
        _places.Clear();
        _words.Clear();
        if (text.Count == 0)
            return [];
        var (first, end) = (Math.Min(text.TokenAt(mention.Start), text.Count - 1), text.TokenAt(mention.Start + mention.Length - 1) + 1);
        end = Math.Clamp(end, first + 1, text.Count);
        for (var token = 0; token < text.Count; token++)
            _words.Add(token >= first && token < end ? TermMark : Hash(text.Word(token)));
        var (sentence, clause) = (OpinionText.Around(text.Sentence, first), OpinionText.Around(text.Clause, first));
        AddRuns(Group.Sentence, sentence.First, sentence.End, 2, 0);
        AddRuns(Group.Clause, clause.First, clause.End, 2, 0);
        AddRuns(Group.Beside, Math.Max(sentence.First, first - Beside), first, 2, 1);
        AddRuns(Group.Beside, end, Math.Min(sentence.End, end + Beside), 2, 2);
        AddRuns(Group.Beside, Math.Max(sentence.First, first - Near), Math.Min(sentence.End, end + Near), 3, 3);
        for (var token = first; token < end; token++)
            Add(Group.Term, Hash(text.Word(token)));
        AddOpinions(text, (first, end), sentence, clause);
        return CollectionsMarshal.AsSpan(_places);
    }

    private void AddRuns(Group group, int first, int end, int longest, ulong mark)
    {
        for (var token = first; token < end; token++)
        {
            var hash = mark;
            for (var length = 0; length < longest && token + length < end; length++)
                Add(group, hash = SplitMix64.Mix(hash + _words[token + length]));
        }
    }

    private void AddOpinions(OpinionText text, (int First, int End) term, (int First, int End) sentence, (int First, int End) clause)
    {
        var (inClause, inSentence) = (Counted(text, clause), Counted(text, sentence));
        var weighted = AspectTone.Of(text, term, sentence, clause);
        Say(1, Math.Min(inClause.Praise, MostCounted));
        Say(2, Math.Min(inClause.Blame, MostCounted));
        Say(3, Math.Min(inSentence.Praise, MostCounted));
        Say(4, Math.Min(inSentence.Blame, MostCounted));
        Say(5, Math.Sign(inClause.Praise - inClause.Blame));
        Say(6, Math.Sign(inSentence.Praise - inSentence.Blame));
        Say(7, Math.Clamp((int)Math.Round(weighted * 4), -MostNear, MostNear));
        Say(8, Math.Sign(Math.Round(weighted * 4)));
        var (nearest, distance) = Nearest(text, term, sentence);
        Say(9, nearest);
        Say(10, nearest * (distance < 3 ? 1 : distance < MostNear ? 2 : 3));
        AddSentiment(text, 20, clause);
        AddSentiment(text, 30, sentence);
    }

    /// <summary>Scores of the sentiment in steps, and their sign.</summary>
    private void AddSentiment(OpinionText text, int what, (int First, int End) part)
    {
        if (sentiment is null)
            return;
        Span<float> scores = stackalloc float[sentiment.ScoreCount];
        sentiment.Score(new(text.Folded[text[part.First].Start..(text[part.End - 1].Start + text[part.End - 1].Length)]), scores);
        for (var score = 0; score < scores.Length; score++)
        {
            Say(what + (2 * score), Math.Clamp((int)MathF.Round(scores[score] * StepsOfScore), -MostNear, MostNear));
            Say(what + (2 * score) + 1, Math.Sign(scores[score]));
        }
    }

    private static (int Praise, int Blame) Counted(OpinionText text, (int First, int End) part)
    {
        var (praise, blame) = (0, 0);
        foreach (var polarity in text.Polarity.AsSpan(part.First..part.End))
            (praise, blame) = (praise + (polarity > 0 ? 1 : 0), blame + (polarity < 0 ? 1 : 0));
        return (praise, blame);
    }

    private static (int Polarity, int Distance) Nearest(OpinionText text, (int First, int End) term, (int First, int End) sentence)
    {
        for (var distance = 1; term.First - distance >= sentence.First || term.End - 1 + distance < sentence.End; distance++)
        {
            var sum = (term.First - distance >= sentence.First ? text.Polarity[term.First - distance] : 0) + (term.End - 1 + distance < sentence.End ? text.Polarity[term.End - 1 + distance] : 0);
            if (sum != 0)
                return (Math.Sign(sum), distance);
        }
        return (0, 0);
    }

    private void Say(int what, int value) => Add(Group.Opinion, SplitMix64.Mix(((ulong)what << 32) + (ulong)(value + 100)));

    private void Add(Group group, ulong hash) => _places.Add(((int)group << bits) + (int)(SplitMix64.Mix(hash) & ((1UL << bits) - 1)));

    private static ulong Hash(ReadOnlySpan<char> word)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in word)
            hash = (hash ^ character) * 1099511628211UL;
        return hash;
    }
}
