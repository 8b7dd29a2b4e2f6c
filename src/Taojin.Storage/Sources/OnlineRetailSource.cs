using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Import;
using Taojin.Storage.Reading;

namespace Taojin.Storage.Sources;

/// <summary>The UCI Online Retail orders, as CSV. An invoice that begins with C is a cancellation: its lines came back.</summary>
internal sealed class OnlineRetailSource : ISource, IDescribed<SourceCard>
{
    /// <summary>Columns of the set, also for its other forms.</summary>
    internal static IReadOnlyDictionary<string, Field> Names { get; } = new Dictionary<string, Field>(StringComparer.Ordinal)
    {
        ["invoiceno"] = Field.OrderId,
        ["invoice"] = Field.OrderId,
        ["stockcode"] = Field.ItemId,
        ["description"] = Field.Title,
        ["quantity"] = Field.Quantity,
        ["invoicedate"] = Field.Time,
        ["unitprice"] = Field.Price,
        ["price"] = Field.Price,
        ["customerid"] = Field.UserId,
        ["customer id"] = Field.UserId,
    };

    private static readonly DelimitedPreset Preset = new()
    {
        Shape = DelimitedShape.Comma,
        Header = true,
        Names = Names,
        Kind = EventKind.Purchase,
        Rule = Cancel,
    };

    /// <inheritdoc />
    public static SourceCard Card { get; } = new()
    {
        Name = "online-retail",
        Title = "UCI Online Retail",
        TitleZh = "UCI 在线零售订单",
        Reads = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country; an invoice that begins with C is a return, lines without a customer are rejected",
        ReadsZh = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country；以 C 开头的发票为退货，无客户号的行拒收",
        Example = "online-retail:online_retail.csv.gz",
        Create = () => new OnlineRetailSource(),
    };

    /// <inheritdoc />
    public void Read(SourceRequest request, ImportSink sink) => DelimitedImport.Read(request.Path, request, Preset, sink);

    /// <summary>Turns the lines of a cancellation into returns of as many units.</summary>
    internal static string? Cancel(ref EventRow row)
    {
        if (row.OrderId is not [(byte)'C' or (byte)'c', ..])
            return null;
        row.Kind = EventKind.Return;
        row.Quantity = MathF.Abs(row.Quantity);
        return null;
    }
}
