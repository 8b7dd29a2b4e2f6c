namespace Taojin.Storage.Import;

/// <summary>Codes of rejected rows, each with what to do. A new code is one line here.</summary>
internal static class RejectCodes
{
    public const string UserMissing = "user.missing";
    public const string ItemMissing = "item.missing";
    public const string FieldMissing = "field.missing";
    public const string IdTooLong = "id.too-long";
    public const string TextInvalid = "text.invalid";
    public const string KindMissing = "kind.missing";
    public const string KindUnknown = "kind.unknown";
    public const string TimeMissing = "time.missing";
    public const string TimeInvalid = "time.invalid";
    public const string TimeImplausible = "time.implausible";
    public const string NumberInvalid = "number.invalid";
    public const string NumberNotFinite = "number.not-finite";
    public const string PriceNegative = "price.negative";
    public const string QuantityNotPositive = "quantity.not-positive";
    public const string FieldsTooFew = "row.too-few-fields";
    public const string FieldsTooMany = "row.too-many-fields";
    public const string RowTooLong = "row.too-long";
    public const string RowCutOff = "row.cut-off";
    public const string RowNul = "row.nul";
    public const string QuoteOpen = "quote.open";
    public const string QuoteBroken = "quote.broken";
    public const string FileCut = "file.cut";
    public const string JsonInvalid = "json.invalid";

    private static readonly Dictionary<string, string> Hints = new(StringComparer.Ordinal)
    {
        [UserMissing] = "The row names no user; an event without one cannot be learned from.",
        [ItemMissing] = "This kind of event needs an item.",
        [FieldMissing] = "This table needs the field in every row.",
        [IdTooLong] = "Ids have at most 256 bytes. Check that the columns are the right ones.",
        [TextInvalid] = "The bytes are not text in the file's encoding. Name it with --encoding.",
        [KindMissing] = "The row does not say what happened.",
        [KindUnknown] = "Say what this name means with --map NAME=view (kinds: shown view search favorite cart purchase return rate contact).",
        [TimeMissing] = "The row has no time.",
        [TimeInvalid] = "The time is not of the file's format. Name the format with --time-format.",
        [TimeImplausible] = "The time lies outside plausible_from and plausible_ahead_hours of taojin.toml.",
        [NumberInvalid] = "Write numbers plainly, such as 1234.5, without signs of thousands or currency.",
        [NumberNotFinite] = "Infinity and NaN are no amounts.",
        [PriceNegative] = "A price is 0 or more.",
        [QuantityNotPositive] = "A quantity is more than 0; what came back is an event of the kind return.",
        [FieldsTooFew] = "The row has fewer fields than the header.",
        [FieldsTooMany] = "The row has more fields than the header. Quote fields that hold the separator.",
        [RowTooLong] = "A row has at most 1 MB.",
        [RowCutOff] = "The file ends within this row. Fetch the file again.",
        [RowNul] = "The row holds a NUL byte: the file is damaged, or not text.",
        [QuoteOpen] = "A double quote opens and does not close.",
        [QuoteBroken] = "Text follows a closing quote. A quote within a field is written twice.",
        [FileCut] = "The packed file breaks off here; what came before was read. Fetch the file again.",
        [JsonInvalid] = "The line is not one JSON object. NaN, comments and single quotes are not JSON.",
    };

    /// <summary>What to do about a code.</summary>
    public static string HintOf(string code) => Hints.GetValueOrDefault(code, "");
}
