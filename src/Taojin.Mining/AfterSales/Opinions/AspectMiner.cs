using Taojin.Mining.Text;

namespace Taojin.Mining.AfterSales.Opinions;

/// <summary>Finds what a review speaks about (quality, size, delivery …) and what it says of each, with the words that show it.</summary>
/// <remarks>
/// Terms by lists in English and Chinese (<see cref="Aspects"/>). What is said of one is, in this order: what a learned model of polarity says, when
/// one is given; praise less blame around it, words counted by distance and clause; what the sentiment of its sentence is, when a model of that is given
/// and is sure. Safe for several threads. Costs some microseconds a review, and one question to the sentiment for a sentence without plain words.
/// </remarks>
/// <param name="sentiment">Says whether a sentence praises; null when there is no model.</param>
/// <param name="polarity">Says what is said of a term; null when there is no model.</param>
public sealed class AspectMiner(TopicTextModel? sentiment = null, AspectPolarityModel? polarity = null)
{
    private const double Sure = 0.75;
    private const int LongestQuote = 120;

    /// <summary>Names of the aspects, in snake_case, with their titles in English and Chinese.</summary>
    public static IReadOnlyList<AspectTitle> Aspects { get; } = [.. AspectWords.Names.Zip(AspectWords.TitlesZh, (name, zh) => new AspectTitle(name, name.Replace('_', ' '), zh))];

    private readonly int _positive = sentiment?.Classes.IndexOf(Sentiment.Positive) ?? -1;
    private readonly int[] _signs = polarity is null ? [] : [.. polarity.Classes.Ids.Select(SignOf)];

    /// <summary>All that is said, in the order of the text: of one aspect at most one thing a clause.</summary>
    /// <param name="review">The review; its kind of product when known.</param>
    public IReadOnlyList<AspectOpinion> Mine(TopicText review)
    {
        var (text, found, lastClause) = (new OpinionText(review.Text), new List<AspectOpinion>(), new Dictionary<int, int>());
        for (var token = 0; token < text.Count; token++)
        {
            var start = text[token].Start;
            if (AspectWords.At(text.Folded, start) is not { } term)
                continue;
            var end = text.TokenAt(start + term.Length - 1) + 1;
            if (lastClause.GetValueOrDefault(term.Aspect, -1) != text.Clause[token])
                found.Add(new(term.Aspect, review.Text.Substring(start, term.Length), Say(text, review, (token, end)), Quote(text, review.Text, token)));
            lastClause[term.Aspect] = text.Clause[token];
            token = Math.Max(token, end - 1);
        }
        return found;
    }

    /// <summary>What lists of words alone say of a term: −1, 0 or 1.</summary>
    public static int PolarityByWords(AspectMention mention)
    {
        var text = new OpinionText(mention.Text);
        if (text.Count == 0)
            return 0;
        var first = Math.Min(text.TokenAt(mention.Start), text.Count - 1);
        return Sign(ToneOf(text, (first, Math.Max(first + 1, text.TokenAt(mention.Start + mention.Length - 1) + 1))));
    }

    private int Say(OpinionText text, TopicText review, (int First, int End) term)
    {
        if (polarity is not null)
        {
            Span<double> said = stackalloc double[_signs.Length];
            polarity.Predict(text, new(review.Text, text[term.First].Start, text[term.End - 1].Start + text[term.End - 1].Length - text[term.First].Start), said);
            return _signs[System.Numerics.Tensors.TensorPrimitives.IndexOfMax<double>(said)];
        }
        var tone = Sign(ToneOf(text, term));
        if (tone != 0 || sentiment is null || _positive < 0)
            return tone;
        var (start, end) = Span(text, OpinionText.Around(text.Sentence, term.First));
        Span<double> probabilities = stackalloc double[sentiment.Classes.Count];
        sentiment.Predict(new(review.Text[start..end], review.Topic), probabilities);
        return probabilities[_positive] >= Sure ? 1 : probabilities[_positive] <= 1 - Sure ? -1 : 0;
    }

    /// <summary>The term counts too: 好看 names the look and praises it.</summary>
    private static double ToneOf(OpinionText text, (int First, int End) term)
    {
        var own = 0;
        for (var token = term.First; token < term.End; token++)
            own += text.Polarity[token];
        return own + AspectTone.Of(text, term, OpinionText.Around(text.Sentence, term.First), OpinionText.Around(text.Clause, term.First));
    }

    private static int Sign(double tone) => Math.Abs(tone) < 1e-9 ? 0 : Math.Sign(tone);

    private static int SignOf(string name) => name switch
    {
        Sentiment.Positive => 1,
        Sentiment.Negative => -1,
        _ => 0,
    };

    /// <summary>The sentence, word for word; its clause when the sentence is long.</summary>
    private static string Quote(OpinionText text, string original, int token)
    {
        var (start, end) = Span(text, OpinionText.Around(text.Sentence, token));
        if (end - start > LongestQuote)
            (start, end) = Span(text, OpinionText.Around(text.Clause, token));
        return original[start..Math.Min(end, start + LongestQuote)];
    }

    private static (int Start, int End) Span(OpinionText text, (int First, int End) tokens) => (text[tokens.First].Start, text[tokens.End - 1].Start + text[tokens.End - 1].Length);
}

/// <summary>What an aspect is called.</summary>
/// <param name="Name">In snake_case.</param>
/// <param name="Title">In English.</param>
/// <param name="TitleZh">In Chinese.</param>
public sealed record AspectTitle(string Name, string Title, string TitleZh);

/// <summary>Something that a review says of an aspect.</summary>
/// <param name="Aspect">Index in <see cref="AspectMiner.Aspects"/>.</param>
/// <param name="Term">The word that names it, as written.</param>
/// <param name="Polarity">1 praise, −1 blame, 0 neither.</param>
/// <param name="Quote">The words that show it, as written; they stand in the review letter for letter.</param>
public readonly record struct AspectOpinion(int Aspect, string Term, int Polarity, string Quote);
