using System.Globalization;
using System.Text;

namespace Taojin.Mining.Recommendation.Rules;

/// <summary>What a piece of a rule is.</summary>
internal enum RuleTokenKind
{
    Word,
    Text,
    Number,
    Sign,
    End,
}

/// <summary>One piece of a rule and where it begins, from 1.</summary>
internal readonly record struct RuleToken(RuleTokenKind Kind, string Text, int Column)
{
    public double Number => double.Parse(Text, CultureInfo.InvariantCulture);

    public bool Is(string text) => Kind is RuleTokenKind.Word or RuleTokenKind.Sign && Text == text;
}

/// <summary>Parts a rule into words, texts in quotes, numbers and signs.</summary>
internal static class RuleTokens
{
    private static readonly string[] Signs = ["<=", ">=", "!=", "<", ">", "=", "(", ")", "[", "]", ","];

    public static List<RuleToken> Of(string rule)
    {
        var tokens = new List<RuleToken>();
        for (var place = 0; place < rule.Length;)
        {
            if (char.IsWhiteSpace(rule[place]))
            {
                place++;
                continue;
            }
            var (token, end) = Read(rule, place);
            tokens.Add(token);
            place = end;
        }
        tokens.Add(new(RuleTokenKind.End, "", rule.Length + 1));
        return tokens;
    }

    private static (RuleToken Token, int End) Read(string rule, int start) => rule[start] switch
    {
        '"' or '\'' => Quoted(rule, start),
        var letter when char.IsAsciiDigit(letter) || letter == '-' => Numeric(rule, start),
        var letter when char.IsLetter(letter) || letter == '_' => Word(rule, start),
        _ when Array.Find(Signs, sign => string.CompareOrdinal(rule, start, sign, 0, sign.Length) == 0) is { } sign => (new(RuleTokenKind.Sign, sign, start + 1), start + sign.Length),
        _ => throw new RuleException($"'{rule[start]}' means nothing here", start + 1),
    };

    private static (RuleToken Token, int End) Quoted(string rule, int start)
    {
        var text = new StringBuilder();
        for (var place = start + 1; place < rule.Length; place++)
        {
            if (rule[place] == rule[start])
                return (new(RuleTokenKind.Text, text.ToString(), start + 1), place + 1);
            if (rule[place] == '\\' && place + 1 < rule.Length)
                place++;
            text.Append(rule[place]);
        }
        throw new RuleException("The quoted text does not end", start + 1);
    }

    private static (RuleToken Token, int End) Numeric(string rule, int start)
    {
        var end = start + 1;
        while (end < rule.Length && (char.IsAsciiDigit(rule[end]) || rule[end] == '.'))
            end++;
        return double.TryParse(rule.AsSpan(start, end - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? (new(RuleTokenKind.Number, rule[start..end], start + 1), end)
            : throw new RuleException($"'{rule[start..end]}' is no number", start + 1);
    }

    private static (RuleToken Token, int End) Word(string rule, int start)
    {
        var end = start + 1;
        while (end < rule.Length && (char.IsLetterOrDigit(rule[end]) || rule[end] is '_' or '.' or '-'))
            end++;
        return (new(RuleTokenKind.Word, rule[start..end], start + 1), end);
    }
}
