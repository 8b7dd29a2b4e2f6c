using System.ComponentModel.DataAnnotations;
using System.Runtime.InteropServices;
using Taojin.Numerics;

namespace Taojin.Mining.Text;

/// <summary>Which runs of words and characters of a text count.</summary>
public record TextGramOptions
{
    /// <summary>Tokens of the longest run of tokens; 0 for none. A Chinese character is a token.</summary>
    [Range(0, 5)] public int Words { get; init; } = 2;

    /// <summary>Characters of the shortest run inside a word, its ends included.</summary>
    [Range(1, 8)] public int ShortestCharacters { get; init; } = 3;

    /// <summary>Characters of the longest run inside a word; 0 for none.</summary>
    [Range(0, 8)] public int LongestCharacters { get; init; } = 5;

    /// <summary>Whether punctuation and emoji are tokens.</summary>
    public bool Signs { get; init; } = true;

    /// <summary>Texts that must hold a run before it counts.</summary>
    [Range(1, 1000)] public int FewestTexts { get; init; } = 2;

    /// <summary>Runs are hashed into 2 to the power of this many places, words and characters apart.</summary>
    [Range(8, 26)] public int HashBits { get; init; } = 21;
}

/// <summary>Hashes runs of tokens and runs of characters inside them. Chinese needs no word parting: 羽绒服 holds 羽, 绒, 服, 羽绒 and 绒服.</summary>
internal sealed class TextGrams(TextGramOptions options)
{
    private readonly uint _mask = (1u << options.HashBits) - 1;
    private readonly List<TextToken> _tokens = [];
    private readonly List<ulong> _hashes = [];
    private readonly List<int> _places = [];
    private readonly List<(int First, int Count)> _owners = [];

    /// <summary>Number of places: those of words first, then those of characters.</summary>
    public static int PlaceCount(TextGramOptions options) => 2 << options.HashBits;

    /// <summary>Tokens of the last text.</summary>
    public IReadOnlyList<TextToken> Tokens => _tokens;

    /// <summary>For each place of the last text, the tokens that it is of.</summary>
    public IReadOnlyList<(int First, int Count)> Owners => _owners;

    /// <summary>Place of every run of the text, in the order in which they stand, once for each time; valid until the next call.</summary>
    /// <param name="folded">Text from <see cref="TextTokens.Fold"/>.</param>
    public Span<int> Of(string folded)
    {
        _tokens.Clear();
        _hashes.Clear();
        _places.Clear();
        _owners.Clear();
        TextTokens.AddTo(folded, options.Signs, _tokens);
        for (var token = 0; token < _tokens.Count; token++)
            _hashes.Add(Hash(folded.AsSpan(_tokens[token].Start, _tokens[token].Length)));
        for (var token = 0; token < _tokens.Count; token++)
        {
            AddWords(token);
            if (_tokens[token].Length > 1)
                AddCharacters(folded.AsSpan(_tokens[token].Start, _tokens[token].Length), token);
        }
        return CollectionsMarshal.AsSpan(_places);
    }

    private void AddWords(int first)
    {
        var hash = 0UL;
        for (var length = 1; length <= options.Words && first + length <= _hashes.Count; length++)
        {
            hash = SplitMix64.Mix(hash + _hashes[first + length - 1]);
            _places.Add((int)(hash & _mask));
            _owners.Add((first, length));
        }
    }

    /// <summary>Runs of the word with a blank at each end; the whole word is a run of tokens already.</summary>
    private void AddCharacters(ReadOnlySpan<char> word, int token)
    {
        for (var start = -1; start < word.Length; start++)
        {
            var hash = 14695981039346656037UL;
            for (var length = 1; length <= options.LongestCharacters && start + length <= word.Length + 1; length++)
            {
                var at = start + length - 1;
                hash = (hash ^ (at < 0 || at >= word.Length ? ' ' : word[at])) * 1099511628211UL;
                if (length < options.ShortestCharacters)
                    continue;
                _places.Add((int)((SplitMix64.Mix(hash) & _mask) + _mask + 1));
                _owners.Add((token, 1));
            }
        }
    }

    private static ulong Hash(ReadOnlySpan<char> word)
    {
        var hash = 14695981039346656037UL; // FNV-1a: string.GetHashCode differs from run to run
        foreach (var character in word)
            hash = (hash ^ character) * 1099511628211UL;
        return hash;
    }
}
