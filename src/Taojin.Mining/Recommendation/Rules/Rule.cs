using Taojin.Data;

namespace Taojin.Mining.Recommendation.Rules;

/// <summary>A condition on an item, a user and the place of a list, written as <c>item.price between 10 and 99 and item.category any ["女装", "鞋"]</c>.</summary>
/// <remarks>
/// <para><c>and</c>, <c>or</c>, <c>not</c> and parentheses; <c>= != &lt; &lt;= &gt; &gt;=</c>; <c>between A and B</c> (both ends in);
/// <c>in [..]</c> (the field is one of these); <c>any [..]</c> and <c>all [..]</c> (of several texts one is, all are there: the levels of a
/// category); <c>contains "text"</c> (whatever the case); <c>known FIELD</c>.</para>
/// <para>What is not known is never equal, larger, smaller or within: every comparison with it fails, and <c>not</c> turns that round. A rule has
/// no loops, calls or names beyond its fields, so that a stranger's rule can do no more than be wrong.</para>
/// </remarks>
public sealed class Rule
{
    private const int LongestRule = 4000;
    private readonly Func<IRuleFacts, bool> _holds;

    private Rule(string text, Func<IRuleFacts, bool> holds, IReadOnlyCollection<RuleField> fields) => (Text, _holds, Fields) = (text, holds, fields);

    /// <summary>The rule as it was written.</summary>
    public string Text { get; }

    /// <summary>What it asks of.</summary>
    public IReadOnlyCollection<RuleField> Fields { get; }

    /// <summary>Whether it asks of the item alone, so that its answer can be kept.</summary>
    public bool IsOfItemAlone => Fields.All(each => each.Subject == RuleSubject.Item && each.Name != "age_days");

    /// <summary>Reads a rule.</summary>
    /// <exception cref="TaojinException">rule.invalid: the message names the place and what was expected there.</exception>
    public static Rule Parse(string text)
    {
        try
        {
            if (text.Length > LongestRule)
                throw new RuleException($"A rule has at most {LongestRule} letters", LongestRule);
            var parser = new RuleParser(RuleTokens.Of(text));
            return new(text, parser.Whole(), parser.Fields);
        }
        catch (RuleException fault)
        {
            throw new TaojinException("rule.invalid", $"{fault.Message}, at letter {fault.Column} of: {text[..Math.Min(text.Length, 200)]}", $"Such as: item.price between 10 and 99 and item.category any [\"A\", \"B\"]. Fields: {RuleField.Known}.", fault);
        }
    }

    /// <summary>Whether it holds.</summary>
    public bool Holds(IRuleFacts facts) => _holds(facts);

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>A fault in the writing of a rule, and where.</summary>
internal sealed class RuleException(string message, int column) : Exception(message)
{
    public int Column { get; } = column;
}
