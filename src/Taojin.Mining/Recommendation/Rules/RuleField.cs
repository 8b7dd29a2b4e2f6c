namespace Taojin.Mining.Recommendation.Rules;

/// <summary>Whose field it is.</summary>
public enum RuleSubject
{
    /// <summary>The item's: id, title, brand, category, price, cost, stock, age_days, attributes.NAME.</summary>
    Item,

    /// <summary>The user's: id, attributes.NAME.</summary>
    User,

    /// <summary>The request's: any name that the caller sends, such as <c>context.device</c>.</summary>
    Context,
}

/// <summary>Something that a rule may ask of.</summary>
/// <param name="Subject">Whose it is.</param>
/// <param name="Name">Its name, such as <c>price</c> or <c>attributes.colour</c>.</param>
public readonly record struct RuleField(RuleSubject Subject, string Name)
{
    private const string Attributes = "attributes.";
    private static readonly string[] OfItems = ["id", "title", "brand", "category", "price", "cost", "stock", "age_days"];

    /// <summary>The attribute's own name, or null when the field is no attribute.</summary>
    public string? Attribute => Name.StartsWith(Attributes, StringComparison.Ordinal) ? Name[Attributes.Length..] : null;

    /// <summary>Whether it holds numbers and nothing else.</summary>
    public bool IsNumber => Subject == RuleSubject.Item && Name is "price" or "cost" or "stock" or "age_days";

    /// <summary>Whether it holds texts and nothing else; attributes and facts of the request may hold either.</summary>
    public bool IsText => !IsNumber && Attribute is null && Subject != RuleSubject.Context;

    /// <summary>Reads a field's full name, such as <c>item.price</c>.</summary>
    /// <returns>Null when there is no such field.</returns>
    public static RuleField? Parse(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || dot + 1 == text.Length)
            return null;
        var name = text[(dot + 1)..];
        var isAttribute = name.StartsWith(Attributes, StringComparison.Ordinal) && name.Length > Attributes.Length;
        return text[..dot] switch
        {
            "item" when isAttribute || OfItems.Contains(name) => new(RuleSubject.Item, name),
            "user" when isAttribute || name == "id" => new(RuleSubject.User, name),
            "context" => new(RuleSubject.Context, name),
            _ => null,
        };
    }

    /// <summary>The names there are, for messages.</summary>
    public static string Known => string.Join(", ", OfItems.Select(name => "item." + name)) + ", item.attributes.NAME, user.id, user.attributes.NAME, context.NAME";

    /// <inheritdoc/>
    public override string ToString() => $"{Subject.ToString().ToLowerInvariant()}.{Name}";
}
