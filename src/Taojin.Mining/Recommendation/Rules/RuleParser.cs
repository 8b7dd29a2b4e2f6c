namespace Taojin.Mining.Recommendation.Rules;

/// <summary>Reads a rule by recursive descent, loosest binding first, into one function.</summary>
internal sealed class RuleParser(List<RuleToken> tokens)
{
    private const int Deepest = 50;
    private readonly HashSet<RuleField> _fields = [];
    private int _next, _depth, _fieldColumn;

    public IReadOnlyCollection<RuleField> Fields => _fields;

    private RuleToken Ahead => tokens[_next];

    public Func<IRuleFacts, bool> Whole()
    {
        var whole = Either();
        return Ahead.Kind == RuleTokenKind.End ? whole : throw Expected("and, or, or the end");
    }

    private Func<IRuleFacts, bool> Either()
    {
        var left = Both();
        while (Takes("or"))
        {
            var (one, other) = (left, Both());
            left = facts => one(facts) || other(facts);
        }
        return left;
    }

    private Func<IRuleFacts, bool> Both()
    {
        var left = Single();
        while (Takes("and"))
        {
            var (one, other) = (left, Single());
            left = facts => one(facts) && other(facts);
        }
        return left;
    }

    private Func<IRuleFacts, bool> Single()
    {
        if (++_depth > Deepest)
            throw new RuleException($"More than {Deepest} levels of parentheses and 'not'", Ahead.Column);
        var single = Takes("not") ? Not(Single()) : Takes("(") ? Inside() : Takes("known") ? Known(Field()) : Comparison(Field());
        _depth--;
        return single;
    }

    private Func<IRuleFacts, bool> Inside()
    {
        var inside = Either();
        Take(")");
        return inside;
    }

    private Func<IRuleFacts, bool> Comparison(RuleField field)
    {
        var sign = Ahead;
        _next++;
        return sign.Text switch
        {
            "=" when sign.Kind == RuleTokenKind.Sign => Equal(field, Literal(field)),
            "!=" when sign.Kind == RuleTokenKind.Sign => Not(Equal(field, Literal(field))),
            "<" or "<=" or ">" or ">=" when sign.Kind == RuleTokenKind.Sign => BySize(Sized(field, sign.Text), sign.Text, Number()),
            "between" => Within(Sized(field, sign.Text)),
            "in" or "any" => AnyOf(field, List(field)),
            "all" => AllOf(field, List(field)),
            "contains" => Containing(Worded(field), Text()),
            _ => throw new RuleException($"Expected one of = != < <= > >= between in any all contains, found '{sign.Text}'", sign.Column),
        };
    }

    private Func<IRuleFacts, bool> Within(RuleField field)
    {
        var least = Number();
        Take("and");
        var most = Number();
        return facts => facts[field].Number is var number && number >= least && number <= most;
    }

    private RuleField Field()
    {
        var token = Ahead;
        _next++;
        if (token.Kind != RuleTokenKind.Word || RuleField.Parse(token.Text) is not { } field)
            throw new RuleException($"'{token.Text}' is no field", token.Column);
        _fields.Add(field);
        _fieldColumn = token.Column;
        return field;
    }

    private double Number()
    {
        var token = Ahead;
        _next++;
        return token.Kind == RuleTokenKind.Number ? token.Number : throw new RuleException($"Expected a number, found '{token.Text}'", token.Column);
    }

    private string Text()
    {
        var token = Ahead;
        _next++;
        return token.Kind == RuleTokenKind.Text ? token.Text : throw new RuleException($"Expected a text in quotes, found '{token.Text}'", token.Column);
    }

    /// <summary>What can never hold is a slip of the pen: it would empty a list without a word.</summary>
    private RuleField Sized(RuleField field, string sign) => field.IsText
        ? throw new RuleException($"'{field}' is a text, of which '{sign}' never holds (use = or in [\"...\"])", _fieldColumn)
        : field;

    private RuleField Worded(RuleField field) => field.IsNumber
        ? throw new RuleException($"'{field}' is a number, of which 'contains' never holds (use =, <, > or between)", _fieldColumn)
        : field;

    private RuleValue Literal(RuleField field)
    {
        var token = Ahead;
        if (field.IsNumber && token.Kind == RuleTokenKind.Text)
            throw new RuleException($"'{field}' is a number and never the text '{token.Text}' (leave out the quotes)", token.Column);
        if (field is { Subject: RuleSubject.Item, Name: "category" } && token.Kind == RuleTokenKind.Number)
            throw new RuleException($"'{field}' is a text and never the number {token.Text} (put it in quotes)", token.Column);
        return token.Kind == RuleTokenKind.Number ? RuleValue.Of(Number()) : RuleValue.Of([Text()]);
    }

    private List<RuleValue> List(RuleField field)
    {
        Take("[");
        var values = new List<RuleValue>();
        do
            values.Add(Literal(field));
        while (Takes(","));
        Take("]");
        return values;
    }

    private bool Takes(string text)
    {
        if (!Ahead.Is(text))
            return false;
        _next++;
        return true;
    }

    private void Take(string text)
    {
        if (!Takes(text))
            throw Expected($"'{text}'");
    }

    private RuleException Expected(string what) => new($"Expected {what}, found {(Ahead.Kind == RuleTokenKind.End ? "the end" : $"'{Ahead.Text}'")}", Ahead.Column);

    private static Func<IRuleFacts, bool> Not(Func<IRuleFacts, bool> inner) => facts => !inner(facts);

    private static Func<IRuleFacts, bool> Known(RuleField field) => facts => facts[field].IsKnown;

    private static Func<IRuleFacts, bool> Equal(RuleField field, RuleValue wanted) => facts => IsAmong(facts[field], wanted);

    private static Func<IRuleFacts, bool> BySize(RuleField field, string sign, double limit) => sign switch
    {
        "<" => facts => facts[field].Number < limit,
        "<=" => facts => facts[field].Number <= limit,
        ">" => facts => facts[field].Number > limit,
        _ => facts => facts[field].Number >= limit,
    };

    private static Func<IRuleFacts, bool> AnyOf(RuleField field, List<RuleValue> wanted) => facts => facts[field] is var held && wanted.Exists(each => IsAmong(held, each));

    private static Func<IRuleFacts, bool> AllOf(RuleField field, List<RuleValue> wanted) => facts => facts[field] is var held && wanted.TrueForAll(each => IsAmong(held, each));

    private static Func<IRuleFacts, bool> Containing(RuleField field, string part) => facts => facts[field].Texts.Any(text => text.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static bool IsAmong(RuleValue held, RuleValue wanted) =>
        wanted.Texts is [var text] ? held.Texts.Contains(text) : held.Number == wanted.Number;
}
