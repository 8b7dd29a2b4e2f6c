using System.ComponentModel.DataAnnotations;
using Taojin.Mining.Learning;

namespace Taojin.Mining.AfterSales.Opinions;

/// <summary>How long a tagger learns.</summary>
public sealed record AspectTaggerOptions
{
    /// <summary>Passes over the texts.</summary>
    [Range(1, 100)] public int Epochs { get; init; } = 10;

    /// <summary>What is known of a token is hashed into 2 to the power of this many places.</summary>
    [Range(8, 24)] public int HashBits { get; init; } = 20;
}

/// <summary>Finds terms that something is said of, learned from texts in which they are marked: the best row of tags by weights that are corrected wherever it is wrong.</summary>
/// <remarks>
/// Averaged structured perceptron, Collins 2002, doi:10.3115/1118693.1118694, over the tags outside, first, inside; a pass costs tokens × 9 additions and
/// about 25 look-ups a token. One thread. Terms are words, so it serves where no list of them exists.
/// </remarks>
public sealed class AspectTagger(AspectTaggerOptions options) : IEstimator<IReadOnlyList<MarkedText>, AspectTaggerModel>
{
    private readonly AspectTaggerOptions _options = options.Validated();

    /// <inheritdoc />
    public AspectTaggerModel Fit(IReadOnlyList<MarkedText> data, FitContext context)
    {
        var texts = data.Select(each => new OpinionText(each.Text)).ToArray();
        var rows = texts.Select((text, row) => (Features: TermTags.Features(text, data[row].Text, _options.HashBits), Tags: TermTags.Of(text, data[row].Terms))).Where(row => row.Tags.Length > 0).ToArray();
        var (weights, chance, order, step) = (new TagWeights(_options.HashBits), context.Random("aspect-tagger/order"), Enumerable.Range(0, rows.Length).ToArray(), 0);
        for (var epoch = 0; epoch < _options.Epochs; epoch++)
        {
            chance.Shuffle(order.AsSpan());
            foreach (var row in order)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                weights.Learn(rows[row].Features, rows[row].Tags, step++);
            }
        }
        return new(weights.Averaged(step), _options.HashBits);
    }
}

/// <summary>Finds terms that something is said of.</summary>
public sealed class AspectTaggerModel : IPersistent<AspectTaggerModel>
{
    private readonly TagWeights _weights;
    private readonly int _bits;

    internal AspectTaggerModel(TagWeights weights, int bits) => (_weights, _bits) = (weights, bits);

    /// <summary>Start and length of each term, ascending.</summary>
    public IReadOnlyList<(int Start, int Length)> Find(string text)
    {
        var read = new OpinionText(text);
        return read.Count == 0 ? [] : TermTags.Terms(read, _weights.Best(TermTags.Features(read, text, _bits)));
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Array<float>("tokens", _weights.Tokens);
        writer.Array<float>("steps", _weights.Steps);
        writer.Settings["hash_bits"] = _bits;
    }

    /// <inheritdoc />
    public static AspectTaggerModel Load(IArtifactReader reader) => new(new(reader.Array<float>("tokens"), reader.Array<float>("steps")), (int)reader.Settings["hash_bits"]!);
}
