using System.Globalization;
using System.Text;
using Taojin.Data;
using Taojin.Storage.Import;
using Taojin.Storage.Resources;

namespace Taojin.Storage.Feeds;

/// <summary>Fields that columns of a pulled table can fill, by what its rows become.</summary>
internal static class PullFields
{
    private static readonly Dictionary<string, Func<NewEvent, PulledValue, NewEvent>> Events = new(StringComparer.Ordinal)
    {
        ["user_id"] = (row, value) => row with { UserId = value.Text },
        ["item_id"] = (row, value) => row with { ItemId = value.Text },
        ["kind"] = (row, value) => row with { Kind = value.Kind },
        ["time"] = (row, value) => row with { Time = value.Moment },
        ["price"] = (row, value) => row with { Price = value.Number },
        ["quantity"] = (row, value) => row with { Quantity = value.Number },
        ["value"] = (row, value) => row with { Value = value.Number },
        ["session_id"] = (row, value) => row with { SessionId = value.Text },
        ["order_id"] = (row, value) => row with { OrderId = value.Text },
        ["line"] = (row, value) => row with { Line = value.Text },
        ["currency"] = (row, value) => row with { Currency = value.Text },
        ["variant"] = (row, value) => row with { Variant = value.Text },
        ["query"] = (row, value) => row with { Query = value.Text },
        ["reason"] = (row, value) => row with { Reason = value.Text },
        ["channel"] = (row, value) => row with { Channel = value.Text },
        ["campaign_id"] = (row, value) => row with { CampaignId = value.Text },
        ["request_id"] = (row, value) => row with { RequestId = value.Text },
    };

    private static readonly Dictionary<string, Func<ItemRecord, PulledValue, ItemRecord>> Items = new(StringComparer.Ordinal)
    {
        ["item_id"] = (row, value) => row with { ItemId = value.Text },
        ["title"] = (row, value) => row with { Title = value.Text },
        ["description"] = (row, value) => row with { Description = value.Text },
        ["category"] = (row, value) => row with { Category = value.Text },
        ["brand"] = (row, value) => row with { Brand = value.Text },
        ["price"] = (row, value) => row with { Price = value.Number },
        ["cost"] = (row, value) => row with { Cost = value.Number },
        ["stock"] = (row, value) => row with { Stock = (int)Math.Clamp(value.Number, int.MinValue, int.MaxValue - 128f) },
        ["image"] = (row, value) => row with { Image = value.Text },
        ["attributes"] = (row, value) => row with { Attributes = value.Attributes },
        ["available_from"] = (row, value) => row with { AvailableFrom = value.Moment },
        ["hidden"] = (row, value) => row with { Hidden = value.Truth },
    };

    private static readonly Dictionary<string, Func<UserRecord, PulledValue, UserRecord>> Users = new(StringComparer.Ordinal)
    {
        ["user_id"] = (row, value) => row with { UserId = value.Text },
        ["attributes"] = (row, value) => row with { Attributes = value.Attributes },
    };

    /// <summary>Names of the fields of a table; null where rows cannot become that.</summary>
    public static IReadOnlyCollection<string>? Of(string into) => into switch { "events" => Events.Keys, "items" => Items.Keys, "users" => Users.Keys, _ => null };

    /// <summary>An event; its fields as the row has them.</summary>
    public static NewEvent Event(string eventId, IEnumerable<PulledValue> row) =>
        row.Aggregate(new NewEvent { EventId = eventId, UserId = "", Kind = EventKind.Shown, Time = default }, (happened, value) => Events[value.Field](happened, value));

    /// <summary>An item.</summary>
    public static ItemRecord Item(IEnumerable<PulledValue> row) => row.Aggregate(new ItemRecord(""), (item, value) => Items[value.Field](item, value));

    /// <summary>A user.</summary>
    public static UserRecord User(IEnumerable<PulledValue> row) => row.Aggregate(new UserRecord(""), (user, value) => Users[value.Field](user, value));
}

/// <summary>A value of a row on its way into a field; never null.</summary>
/// <param name="Field">The field.</param>
/// <param name="Value">As the database gave it.</param>
/// <param name="Feed">Which feed.</param>
/// <param name="Zone">How far times without a zone are from UTC.</param>
internal sealed record PulledValue(string Field, object Value, PullSettings Feed, TimeSpan Zone)
{
    public string Text => Value is Unreadable ? throw Fault(RejectCodes.TextInvalid) : Value as string ?? Convert.ToString(Value, CultureInfo.InvariantCulture)!;

    public string Attributes => Encoding.UTF8.GetBytes(Text) is var json && AttributeText.IsSound(json) ? Encoding.UTF8.GetString(AttributeText.OnOneLine(json)) : throw Fault(RejectCodes.AttributesInvalid);

    public float Number => Value switch
    {
        string text when float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        string or char or DateTime => throw Fault(RejectCodes.NumberInvalid),
        IConvertible number => Convert.ToSingle(number, CultureInfo.InvariantCulture),
        _ => throw Fault(RejectCodes.NumberInvalid),
    };

    public bool Truth => Value as bool? ?? (bool.TryParse(Text, out var truth) ? truth : throw Fault(RejectCodes.TextInvalid));

    /// <summary>Numbers are refused: nobody said whether they count seconds, and a view with <c>to_timestamp</c> says it.</summary>
    public Instant Moment => Value switch
    {
        DateTime moment when moment < DateTime.MinValue + Furthest || moment > DateTime.MaxValue - Furthest => throw Fault(RejectCodes.TimeImplausible), // as infinity is read
        DateOnly day when day == DateOnly.MinValue || day == DateOnly.MaxValue => throw Fault(RejectCodes.TimeImplausible),
        DateTime { Kind: DateTimeKind.Utc } moment => Instant.Of(new DateTimeOffset(moment)),
        DateTime moment => Instant.Of(new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Unspecified), Zone)),
        DateOnly day => Instant.Of(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Zone)),
        _ => throw Fault(RejectCodes.TimeInvalid),
    };

    public EventKind Kind => Feed.Kinds.TryGetValue(Text, out var kind) || EventKinds.TryParse(Text, out kind) ? kind : throw Fault(RejectCodes.KindUnknown);

    private static readonly TimeSpan Furthest = TimeSpan.FromDays(1);

    private TaojinException Fault(string code) => new(code, $"{Field}: '{(Value is Unreadable said ? said.Why : Text)}'", RejectCodes.HintOf(code));
}

/// <summary>In the place of a value that the driver cannot give.</summary>
/// <param name="Why">What it says.</param>
internal sealed record Unreadable(string Why);
