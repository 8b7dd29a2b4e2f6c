using System.Collections.Concurrent;
using System.Security.Cryptography;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Text.Sentences;

/// <summary>Texts as vectors of length 1 by a network that was trained elsewhere: near ones mean something alike, in other words too.</summary>
/// <remarks>
/// Reimers &amp; Gurevych 2019, doi:10.18653/v1/D19-1410: mean over the tokens, those of the filling left out. A text that
/// the vocabulary knows less than two thirds of (one in another language) has the vector 0. Vectors are kept by the hash of the text, so that asking again costs nothing. The same text gives the same bits on any number of threads;
/// in another block of texts, or on another machine, they agree within 1e-5. Costs milliseconds a text. Safe for parallel use.
/// </remarks>
public sealed class SentenceEncoder
{
    private const int BlockTexts = 32, MostKept = 1 << 16;
    private static readonly ConcurrentDictionary<string, WeakReference<SentenceEncoder>> Made = new(StringComparer.Ordinal);
    private readonly EncoderParts _parts;
    private readonly SentenceTokens _tokens;
    private readonly SentenceNetwork _network;
    private readonly ConcurrentDictionary<ulong, float[]> _kept = new();

    private SentenceEncoder(EncoderParts parts)
    {
        if (parts.MostTokens is < 3 or > EncoderParts.LongestTokens)
            throw new TaojinException("encoder.length", $"The encoder reads {parts.MostTokens} tokens.", $"Set its greatest length to 3 to {EncoderParts.LongestTokens}.");
        (_parts, _tokens, _network) = (parts, new(parts), new(parts.Graph, parts.Pooling));
        _network.Run([_tokens.Of("淘金 gold ÿ 😀")]);
    }

    /// <summary>Numbers of a vector.</summary>
    public int Width => _network.Width;

    /// <summary>The encoder of some files; equal files share one network and what it has encoded.</summary>
    /// <exception cref="TaojinException">encoder.vocabulary, encoder.damaged, encoder.shape, encoder.mismatch, encoder.length.</exception>
    public static SentenceEncoder Of(EncoderParts parts)
    {
        var name = $"{Convert.ToHexString(SHA256.HashData(parts.Graph))} {Convert.ToHexString(SHA256.HashData(parts.Vocabulary))} {parts.Tokens} {parts.IsLowerCase} {parts.MostTokens} {parts.Pooling}";
        if (Made.TryGetValue(name, out var known) && known.TryGetTarget(out var encoder))
            return encoder;
        var made = new SentenceEncoder(parts);
        Made[name] = new(made);
        return made;
    }

    /// <summary>The vector of a text, shape [<see cref="Width"/>]; not to be changed.</summary>
    public IReadOnlyList<float> Encode(string text) => Vector(text);

    /// <summary>The vectors of texts, in blocks of texts of like length.</summary>
    /// <param name="texts">Any texts.</param>
    /// <param name="context">Threads, cancellation, progress.</param>
    /// <returns>Shape [texts × <see cref="Width"/>].</returns>
    public DenseRows Encode(IReadOnlyList<string> texts, FitContext context)
    {
        var rows = new DenseRows(texts.Count, Width);
        var tokens = new long[]?[texts.Count];
        context.ForEachRow(texts.Count, text => tokens[text] = _kept.ContainsKey(KeyOf(texts[text])) ? null : Known(texts[text]));
        int[][] blocks = [.. Enumerable.Range(0, texts.Count).Where(text => tokens[text] is not null).DistinctBy(text => KeyOf(texts[text])).OrderBy(text => tokens[text]!.Length).ThenBy(text => KeyOf(texts[text])).Chunk(BlockTexts)];
        var vectors = new ConcurrentDictionary<ulong, float[]>();
        var done = 0;
        context.ForEachRow(blocks.Length, block =>
        {
            foreach (var (text, vector) in blocks[block].Zip(_network.Run([.. blocks[block].Select(text => tokens[text]!)])))
                Keep(KeyOf(texts[text]), vectors[KeyOf(texts[text])] = vector);
            context.Progress?.Report(new("sentence-encoder", Interlocked.Increment(ref done), blocks.Length));
        });
        context.ForEachRow(texts.Count, text => (vectors.TryGetValue(KeyOf(texts[text]), out var vector) ? vector : Vector(texts[text])).CopyTo(rows[text]));
        return rows;
    }

    internal float[] Vector(string text)
    {
        var key = KeyOf(text);
        if (_kept.TryGetValue(key, out var known))
            return known;
        var vector = Known(text) is { } tokens ? _network.Run([tokens])[0] : new float[Width];
        Keep(key, vector);
        return vector;
    }

    internal void Save(IArtifactWriter writer) => _parts.Save(writer);

    internal static SentenceEncoder Load(IArtifactReader reader) => Of(EncoderParts.Load(reader));

    private void Keep(ulong key, float[] vector)
    {
        if (_kept.Count >= MostKept)
            _kept.Clear();
        _kept[key] = vector;
    }

    private long[]? Known(string text) => _tokens.Of(text) is var tokens && _tokens.Knows(tokens) ? tokens : null;

    private static ulong KeyOf(string text)
    {
        var hash = 14695981039346656037UL; // FNV-1a: string.GetHashCode differs from run to run
        foreach (var character in text)
            hash = (hash ^ character) * 1099511628211UL;
        return SplitMix64.Mix(hash ^ ((ulong)text.Length << 32));
    }
}
