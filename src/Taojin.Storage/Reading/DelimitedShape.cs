namespace Taojin.Storage.Reading;

/// <summary>How rows are parted into fields.</summary>
/// <param name="Separator">One to four bytes, such as a comma, a tab or <c>::</c>.</param>
/// <param name="Quotes">Whether a field may stand in double quotes (RFC 4180); without, a quote is an ordinary letter.</param>
internal sealed record DelimitedShape(byte[] Separator, bool Quotes = true)
{
    /// <summary>Most bytes of a row; longer ones are rejected whole.</summary>
    public int RowLimit { get; init; } = 1 << 20;

    /// <summary>Most lines of a quoted field; a quote that is open for longer was never meant to open.</summary>
    public int QuotedLineLimit { get; init; } = 1000;

    /// <summary>Comma, quotes.</summary>
    public static DelimitedShape Comma { get; } = new([(byte)',']);

    /// <summary>Tab, no quotes.</summary>
    public static DelimitedShape Tab { get; } = new([(byte)'\t'], Quotes: false);
}

/// <summary>What is wrong with a row as such, before its fields mean anything.</summary>
internal enum RowFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Longer than the limit.</summary>
    TooLong,

    /// <summary>A quote opens and does not close.</summary>
    QuoteOpen,

    /// <summary>Text follows a closing quote.</summary>
    QuoteBroken,

    /// <summary>A NUL byte.</summary>
    Nul,
}
