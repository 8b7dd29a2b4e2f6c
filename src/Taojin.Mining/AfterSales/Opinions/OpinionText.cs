using Taojin.Mining.Text;

namespace Taojin.Mining.AfterSales.Opinions;

/// <summary>A text as opinions are read from it: tokens, which of them praise or blame, and which clause and sentence each belongs to.</summary>
internal sealed class OpinionText
{
    private const int TurnedTokens = 5, FullWidth = 0xfee0;

    private static readonly HashSet<string> Turning = [.. "but although though however while whereas yet except".Split(' ')];
    private static readonly PhraseTable<bool> ChineseTurning = new("但是 但 不过 可是 就是 虽然 只是 然而 可惜".Split(' ').Select(word => (word, true)));

    private readonly List<TextToken> _tokens = [];

    /// <summary>Reads a text.</summary>
    /// <param name="text">Any text in English, Chinese or both.</param>
    public OpinionText(string text)
    {
        Folded = Fold(text);
        TextTokens.AddTo(Folded, hasSigns: true, _tokens);
        (Polarity, Clause, Sentence) = (new int[Count], new int[Count], new int[Count]);
        Part();
        Weigh();
    }

    /// <summary>The text in one width and small letters, character by character, so that places are those of the text itself.</summary>
    public string Folded { get; }

    /// <summary>Number of tokens.</summary>
    public int Count => _tokens.Count;

    /// <summary>Praise (1), blame (−1) or neither of each token, turned by denial, shape [tokens]; a Chinese word has it at its first character.</summary>
    public int[] Polarity { get; }

    /// <summary>Number of the clause of each token, ascending, shape [tokens].</summary>
    public int[] Clause { get; }

    /// <summary>Number of the sentence of each token, ascending, shape [tokens].</summary>
    public int[] Sentence { get; }

    /// <summary>A token's place.</summary>
    public TextToken this[int token] => _tokens[token];

    /// <summary>A token's characters.</summary>
    public ReadOnlySpan<char> Word(int token) => Folded.AsSpan(_tokens[token].Start, _tokens[token].Length);

    /// <summary>The first token that ends after a character.</summary>
    public int TokenAt(int character)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _tokens[middle].Start + _tokens[middle].Length <= character ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    /// <summary>First token of a clause, or of a sentence, and the token behind its last.</summary>
    /// <param name="numbers"><see cref="Clause"/> or <see cref="Sentence"/>.</param>
    /// <param name="token">A token of it.</param>
    public static (int First, int End) Around(int[] numbers, int token)
    {
        var (first, end) = (token, token + 1);
        while (first > 0 && numbers[first - 1] == numbers[token])
            first--;
        while (end < numbers.Length && numbers[end] == numbers[token])
            end++;
        return (first, end);
    }

    private void Part()
    {
        var (clause, sentence, isEnd) = (0, 0, false);
        for (var token = 0; token < Count; token++)
        {
            var word = Word(token);
            if (isEnd && !IsSign(word))
                (sentence, clause, isEnd) = (sentence + 1, clause + 1, false);
            else if (token > 0 && (TurnsAt(token) || EndsClause(Word(token - 1))))
                clause++;
            isEnd |= IsSign(word) && "。!?…\n".Contains(word[0], StringComparison.Ordinal) || (word is "." && !IsWithinNumber(token));
            (Clause[token], Sentence[token]) = (clause, sentence);
        }
    }

    private void Weigh()
    {
        var turned = 0;
        for (var token = 0; token < Count; token++)
        {
            var word = Word(token);
            if (token > 0 && Clause[token] != Clause[token - 1])
                turned = 0;
            if (TextTokens.IsUnparted(word[0]))
            {
                if (OpinionWords.Chinese(Folded, _tokens[token].Start) is { } found)
                {
                    Polarity[token] = found.Polarity;
                    token = Math.Max(token, TokenAt(_tokens[token].Start + found.Length) - 1);
                }
                continue;
            }
            var polarity = OpinionWords.English(word);
            if (OpinionWords.Turns(word) || EndsNot(token))
                (Polarity[token], turned) = (polarity, TurnedTokens);
            else
                Polarity[token] = turned-- > 0 ? -polarity : polarity;
        }
    }

    /// <summary>The t of don't, which stands behind a sign of its own.</summary>
    private bool EndsNot(int token) => token > 1 && Word(token) is "t" && Word(token - 1) is "'" && Word(token - 2) is [.., 'n'];

    private bool TurnsAt(int token) => TextTokens.IsUnparted(Folded[_tokens[token].Start]) ? ChineseTurning.Longest(Folded, _tokens[token].Start) is not null
        : Turning.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Word(token));

    private bool IsWithinNumber(int token) => token + 1 < Count && _tokens[token + 1].Start == _tokens[token].Start + 1 && char.IsAsciiDigit(Folded[_tokens[token + 1].Start]);

    private static string Fold(string text) => string.Create(Math.Min(text.Length, TextTokens.MostCharacters), text, (folded, from) =>
    {
        for (var at = 0; at < folded.Length; at++)
            folded[at] = from[at] switch
            {
                >= '\uff01' and <= '\uff5e' => char.ToLowerInvariant((char)(from[at] - FullWidth)),
                '\u3000' => ' ',
                '’' or '‘' => '\'',
                var letter => char.ToLowerInvariant(letter),
            };
    });

    private static bool IsSign(ReadOnlySpan<char> word) => !char.IsLetterOrDigit(word[0]);

    private static bool EndsClause(ReadOnlySpan<char> word) => word.Length == 1 && ",;:()!?-、。…~".Contains(word[0], StringComparison.Ordinal);
}
