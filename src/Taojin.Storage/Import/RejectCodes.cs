namespace Taojin.Storage.Import;

/// <summary>Codes of rejected rows, each with what to do in both languages. A new code is one line here.</summary>
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
    public const string AttributesInvalid = "attributes.invalid";

    private static readonly Dictionary<string, (string English, string Chinese)> Hints = new(StringComparer.Ordinal)
    {
        [UserMissing] = ("The row names no user; an event without one cannot be learned from.", "该行没有用户；没有用户的行为无法用来学习。"),
        [ItemMissing] = ("This kind of event needs an item.", "这类行为需要商品编号。"),
        [FieldMissing] = ("This table needs the field in every row.", "此表的每一行都需要该字段。"),
        [IdTooLong] = ("Ids have at most 256 bytes. Check that the columns are the right ones.", "编号最长 256 字节。请检查列是否对应正确。"),
        [TextInvalid] = ("The bytes are not text in the file's encoding. Name it with --encoding.", "字节不是该文件编码的文本。请用 --encoding 指明编码。"),
        [KindMissing] = ("The row does not say what happened.", "该行没有说明发生了什么行为。"),
        [KindUnknown] = ("Say what this name means with --map NAME=view (kinds: shown view search favorite cart purchase return rate contact).", "请用 --map 名称=view 说明该名称的含义（行为类型：shown view search favorite cart purchase return rate contact）。"),
        [TimeMissing] = ("The row has no time.", "该行没有时间。"),
        [TimeInvalid] = ("The time is not of the file's format. Name the format with --time-format.", "时间与文件的时间格式不符。请用 --time-format 指明格式。"),
        [TimeImplausible] = ("The time lies outside plausible_from and plausible_ahead_hours of taojin.toml; a live event may lie plausible_live_minutes ahead: send times in UTC or with their zone.", "时间超出 taojin.toml 中 plausible_from 与 plausible_ahead_hours 的范围；实时事件最多可超前 plausible_live_minutes 分钟：请使用 UTC 时间或注明时区。"),
        [NumberInvalid] = ("Write numbers plainly, such as 1234.5, without signs of thousands or currency.", "请直接写数字，例如 1234.5，不带千位分隔符和货币符号。"),
        [NumberNotFinite] = ("Infinity and NaN are no amounts.", "无穷大和 NaN 不是数量。"),
        [PriceNegative] = ("A price is 0 or more.", "价格不能小于 0。"),
        [QuantityNotPositive] = ("A quantity is more than 0; what came back is an event of the kind return.", "数量须大于 0；退回的商品请记为 return 行为。"),
        [FieldsTooFew] = ("The row has fewer fields than the header.", "该行的字段比表头少。"),
        [FieldsTooMany] = ("The row has more fields than the header. Quote fields that hold the separator.", "该行的字段比表头多。含有分隔符的字段请加引号。"),
        [RowTooLong] = ("A row has at most 1 MB.", "一行最多 1 MB。"),
        [RowCutOff] = ("The file ends within this row. Fetch the file again.", "文件在该行中途结束。请重新获取文件。"),
        [RowNul] = ("The row holds a NUL byte: the file is damaged, or not text.", "该行含有 NUL 字节：文件已损坏，或不是文本。"),
        [QuoteOpen] = ("A double quote opens and does not close.", "双引号只有开头，没有结尾。"),
        [QuoteBroken] = ("Text follows a closing quote. A quote within a field is written twice.", "引号结束后还有文字。字段内的引号请写两次。"),
        [FileCut] = ("The packed file breaks off here; what came before was read. Fetch the file again.", "压缩文件在此中断；之前的内容已读取。请重新获取文件。"),
        [JsonInvalid] = ("The line is not one JSON object. NaN, comments and single quotes are not JSON.", "该行不是一个 JSON 对象。NaN、注释和单引号都不是 JSON。"),
        [AttributesInvalid] = ("Attributes are one JSON object such as {\"colour\":\"red\"}, each name once. A column with a name of its own becomes an attribute by itself.", "属性须是一个 JSON 对象，例如 {\"颜色\":\"红\"}，名称不可重复。有自己名称的列会自动成为属性。"),
    };

    /// <summary>What to do about a code.</summary>
    public static string HintOf(string code) => RejectWords.Of(code, isChinese: false);

    /// <summary>What to do about a code, in both languages; nothing about one that is not known.</summary>
    public static (string English, string Chinese) WordsOf(string code) => Hints.GetValueOrDefault(code, ("", ""));
}
