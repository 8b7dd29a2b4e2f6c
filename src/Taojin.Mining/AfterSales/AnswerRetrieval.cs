using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning;
using Taojin.Mining.Text.Sentences;

namespace Taojin.Mining.AfterSales;

/// <summary>How passages are compared with a question.</summary>
public sealed record RetrievalOptions
{
    /// <summary>How soon a term that is repeated stops counting (k₁).</summary>
    [Range(0, 10)] public double K1 { get; init; } = 1.2;

    /// <summary>How much long passages are held back (b).</summary>
    [Range(0, 1)] public double B { get; init; } = 0.75;

    /// <summary>How often a term of the title counts, beside once for the text.</summary>
    [Range(0, 100)] public double TitleWeight { get; init; } = 2;

    /// <summary>What a matter that is spoken of (guarantee, postage) counts beside a word of the same rarity: it is what is asked, the rest is what it is asked about.</summary>
    [Range(0, 100)] public double MatterWeight { get; init; } = 2;

    /// <summary>Share of words in the score; the rest are runs of characters.</summary>
    [Range(0, 1)] public double WordShare { get; init; } = 0.6;

    /// <summary>Share of the meaning in the score where a sentence encoder is given and reads the question; the rest is words and runs.</summary>
    [Range(0, 1)] public double MeaningShare { get; init; } = 0.3;

    /// <summary>What a passage in the other language counts.</summary>
    [Range(0, 1)] public double OtherLanguage { get; init; } = 0.5;

    /// <summary>Below this score nobody but a person should answer an English question.</summary>
    [Range(0, 1)] public double LeastScore { get; init; } = 0.195;

    /// <summary>The same for a Chinese one: it falls into more terms, most of which stand in no passage.</summary>
    [Range(0, 1)] public double LeastScoreZh { get; init; } = 0.075;

    /// <summary>The same where the encoder reads the question: a first guess, to be set by the questions of the shop, for encoders differ.</summary>
    [Range(0, 1)] public double LeastScoreEncoded { get; init; } = 0.3;
}

/// <summary>A passage that was found.</summary>
/// <param name="Passage">The passage.</param>
/// <param name="Score">How well it fits, in [0, 1]; comparable between questions.</param>
public sealed record FoundPassage(Passage Passage, double Score);

/// <summary>Finds the passages that answer a question: words by BM25, runs of characters and, with a sentence encoder, meaning by cosine, fused; orders of the asking customer beside them.</summary>
/// <remarks>
/// The likenesses are brought to [0, 1] and added with weights: with scores that mean the same for every question this beats fusing ranks
/// (Bruch, Gai &amp; Ingber 2023, doi:10.1145/3596512), and gives a threshold below which a person is asked. Orders are no part of the index:
/// they come with the question, so that those of other customers cannot be found.
/// </remarks>
public sealed class AnswerRetrieval
{
    private readonly RetrievalOptions _options;
    private readonly PassageIndex _index;

    /// <summary>Takes in the passages that anybody may read. A thousand take about 50 ms, with an encoder seconds.</summary>
    /// <param name="passages">The passages.</param>
    /// <param name="options">How they are compared.</param>
    /// <param name="encoder">Says what texts mean; null without. What it cannot read is compared without it.</param>
    /// <exception cref="OptionsException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">An order is among the passages.</exception>
    public AnswerRetrieval(IReadOnlyList<Passage> passages, RetrievalOptions? options = null, SentenceEncoder? encoder = null)
    {
        if (passages.Any(passage => passage.Kind == PassageKind.Order))
            throw new ArgumentException("Orders are given with the question, never with the index.", nameof(passages));
        _options = (options ?? new()).Validated();
        _index = new(passages, _options, encoder);
    }

    /// <summary>Whether the best passage fits well enough to be an answer; otherwise a person is asked.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="found">What <see cref="Find"/> gave.</param>
    public bool IsSure(string question, IReadOnlyList<FoundPassage> found) =>
        found.Count > 0 && found[0].Score >= (_index.Reads(question) ? _options.LeastScoreEncoded : TextLanguage.Of(question) == "zh" ? _options.LeastScoreZh : _options.LeastScore);

    /// <summary>The passages that fit best, the best first, one a source; equal scores by their ids.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="own">Orders of the customer who asks; empty when it is not known who asks.</param>
    /// <param name="count">At most so many.</param>
    public IReadOnlyList<FoundPassage> Find(string question, IReadOnlyList<OwnOrder> own, int count = 5)
    {
        var language = TextLanguage.Of(question);
        var orders = OrderQuestion.Match(question, own, _index.IdfOf).Select(match => new FoundPassage(OrderPassage.Of(match.Order, language), match.Score));
        return
        [
            .. _index.Compare(question)
                .Select(each => new FoundPassage(each.Passage, Score(each) * (each.Passage.Language == language ? 1 : _options.OtherLanguage)))
                .Concat(orders)
                .GroupBy(found => found.Passage.Id, StringComparer.Ordinal)
                .Select(same => same.MaxBy(found => found.Score)!)
                .OrderByDescending(found => found.Score)
                .ThenBy(found => found.Passage.Id, StringComparer.Ordinal)
                .Take(count),
        ];
    }

    private double Score(ComparedPassage compared)
    {
        var said = (_options.WordShare * compared.Words) + ((1 - _options.WordShare) * compared.Runs);
        return compared.Meaning is { } meaning ? ((1 - _options.MeaningShare) * said) + (_options.MeaningShare * meaning) : said;
    }
}
