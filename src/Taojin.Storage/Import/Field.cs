namespace Taojin.Storage.Import;

/// <summary>What a column of a source can mean, over all tables.</summary>
internal enum Field
{
    UserId,
    ItemId,
    Kind,
    Time,
    EventId,
    SessionId,
    OrderId,
    Line,
    Quantity,
    Price,
    Currency,
    Value,
    Variant,
    Query,
    Reason,
    Channel,
    CampaignId,
    RequestId,
    Position,
    Model,
    Title,
    Description,
    Category,
    Brand,
    Cost,
    Stock,
    Image,
    Attributes,
    AvailableFrom,
    Hidden,
    ReviewId,
    Rating,
    Text,
    State,
    Total,
    Arm,
    Arms,
    Offers,
    Propensity,
    Coupon,
    Starts,
    Ends,

    /// <summary>Read over.</summary>
    Ignored,
}

/// <summary>Names of fields in files, in snake_case.</summary>
internal static class Fields
{
    /// <summary>Number of fields: arrays by field have this length.</summary>
    public const int Count = (int)Field.Ignored + 1;

    private static readonly string[] Names = [.. Enum.GetNames<Field>().Select(ToSnakeCase)];

    /// <summary>All names that a column can be given.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The name in snake_case.</summary>
    public static string Name(this Field field) => Names[(int)field];

    /// <summary>The field of a name; <c>-</c> and the empty name are read over.</summary>
    public static bool TryParse(string name, out Field field)
    {
        var index = name is "" or "-" or "_" ? (int)Field.Ignored : Array.IndexOf(Names, name);
        field = index < 0 ? Field.Ignored : (Field)index;
        return index >= 0;
    }

    private static string ToSnakeCase(string name) =>
        string.Concat(name.Select((letter, place) => char.IsUpper(letter) && place > 0 ? "_" + char.ToLowerInvariant(letter) : $"{char.ToLowerInvariant(letter)}"));
}
