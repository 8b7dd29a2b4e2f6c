using System.Text;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Import;
using Taojin.Storage.Reading;

namespace Taojin.Storage.Sources;

/// <summary>The Complete Journey of 84.51°: a folder of transactions, products, households, campaigns with those they reached, and coupons that were used.</summary>
internal sealed class CompleteJourneySource : ISource, IDescribed<SourceCard>
{
    private static readonly DelimitedPreset Csv = new() { Shape = DelimitedShape.Comma, Header = true, Time = TimeFormat.Iso };

    private static readonly DelimitedPreset Transactions = Csv with
    {
        Kind = EventKind.Purchase,
        Names = Of(("household_id", Field.UserId), ("basket_id", Field.OrderId), ("product_id", Field.ItemId), ("quantity", Field.Quantity), ("sales_value", Field.Price), ("transaction_timestamp", Field.Time)),
        Rule = PriceOfUnit,
    };

    private static readonly DelimitedPreset Households = Csv with { Table = "users", Names = Of(("household_id", Field.UserId)) };

    private static readonly DelimitedPreset Descriptions = Csv with
    {
        Table = "campaigns",
        Names = Of(("campaign_id", Field.CampaignId), ("campaign_type", Field.Title), ("start_date", Field.Starts), ("end_date", Field.Ends)),
    };

    private static readonly DelimitedPreset Redemptions = Csv with
    {
        Table = "redemptions",
        Names = Of(("household_id", Field.UserId), ("coupon_upc", Field.Coupon), ("campaign_id", Field.CampaignId), ("redemption_date", Field.Time)),
    };

    /// <inheritdoc />
    public static SourceCard Card { get; } = new()
    {
        Name = "complete-journey",
        Title = "The Complete Journey (84.51°)",
        TitleZh = "The Complete Journey 家庭购物数据（84.51°）",
        Reads = "a folder with transactions, products, demographics, campaign_descriptions, campaigns and coupon_redemptions; coupons and promotions are read over",
        ReadsZh = "含 transactions、products、demographics、campaign_descriptions、campaigns、coupon_redemptions 的文件夹；coupons 与 promotions 略过",
        Example = "complete-journey:complete-journey",
        Create = () => new CompleteJourneySource(),
    };

    /// <inheritdoc />
    public void Read(SourceRequest request, ImportSink sink)
    {
        var files = Directory.Exists(request.Path) ? Directory.GetFiles(request.Path).Order(StringComparer.Ordinal).ToArray() : [];
        if (Find(files, "transactions") is not { } transactions)
            throw new TaojinException("import.folder-empty", $"'{request.Path}' is no folder with a file transactions….csv.", "Name the folder of the set.");
        DelimitedImport.Read(transactions, request, Transactions, sink);
        if (Find(files, "products") is { } products)
            new JourneyProducts(sink).Read(products);
        foreach (var (name, preset) in new[] { ("demographics", Households), ("campaign_descriptions", Descriptions), ("coupon_redemptions", Redemptions) })
            if (Find(files, name) is { } path)
                DelimitedImport.Read(path, request, preset, sink);
        if (Find(files, "campaigns") is { } campaigns && Find(files, "campaign_descriptions") is { } descriptions)
            new JourneyExposures(sink).Read(campaigns, descriptions);
        foreach (var name in new[] { "coupons", "promotions" })
            if (Find(files, name) is { } path)
                sink.Notes.Add($"{Path.GetFileName(path)} was read over: there is no table for it.");
    }

    /// <summary>The set gives what a line cost in all; the log holds the price of a unit.</summary>
    private static string? PriceOfUnit(ref EventRow row)
    {
        if (row.Quantity > 0)
            row.Price /= row.Quantity;
        return null;
    }

    private static string? Find(string[] files, string name) =>
        Array.Find(files, path => Path.GetFileName(path) is var file && (file.StartsWith(name + ".", StringComparison.Ordinal) || file.StartsWith(name + "_sample.", StringComparison.Ordinal)));

    private static Dictionary<string, Field> Of(params (string Name, Field Field)[] columns) => columns.ToDictionary(column => column.Name, column => column.Field, StringComparer.Ordinal);
}

/// <summary>Rows of a comma-separated file with a header, to be put together anew before they are mapped.</summary>
internal static class ReshapedRows
{
    /// <summary>Calls <paramref name="take"/> for each whole row; the others are rejected.</summary>
    public static void Read(string path, int width, ImportSink sink, Action<DelimitedReader, string> take)
    {
        foreach (var file in InputFile.Open(path, sink.Scope.Settings))
        {
            using (file)
            {
                var reader = new DelimitedReader(SourceText.Open(file, null, sink).Content, DelimitedShape.Comma);
                reader.Next();
                while (reader.Next())
                    if (reader.Fault == RowFault.None && reader.FieldCount >= width)
                        take(reader, file.Name);
                    else
                        sink.Reject(new RowPlace(file.Name, reader.Line, reader.Raw), null, reader.Fault == RowFault.None ? RejectCodes.FieldsTooFew : RejectCodes.QuoteBroken);
            }
        }
    }
}

/// <summary>products.csv: the department and the category of a product are one path, its type and package are its title.</summary>
internal sealed class JourneyProducts(ImportSink sink)
{
    /// <summary>Hands every product to the sink.</summary>
    public void Read(string path) => ReshapedRows.Read(path, 7, sink, Take);

    private void Take(DelimitedReader reader, string file)
    {
        static string Text(ReadOnlySpan<byte> cell) => Encoding.UTF8.GetString(cell).Trim();
        var (department, category, type, package) = (Text(reader[2]), Text(reader[4]), Text(reader[5]), Text(reader[6]));
        var title = string.Join(' ', new[] { type.Length > 0 ? type : category, package }.Where(part => part.Length > 0));
        sink.Add(
            new ItemRow
            {
                ItemId = reader[0],
                Title = Encoding.UTF8.GetBytes(title.Length > 0 ? title : department),
                Category = Encoding.UTF8.GetBytes(category.Length > 0 ? $"{department} > {category}" : department),
                Brand = reader[3],
            },
            new RowPlace(file, reader.Line, reader.Raw));
    }
}

/// <summary>campaigns.csv says who was reached; when, the beginning of the campaign tells.</summary>
internal sealed class JourneyExposures(ImportSink sink)
{
    private readonly Dictionary<string, byte[]> _starts = new(StringComparer.Ordinal);
    private readonly RowCells _cells = new(3);

    /// <summary>Hands every reached household to the sink.</summary>
    public void Read(string campaigns, string descriptions)
    {
        foreach (var file in InputFile.Open(descriptions, sink.Scope.Settings))
        {
            using (file)
            {
                var reader = new DelimitedReader(SourceText.Open(file, null, sink).Content, DelimitedShape.Comma);
                while (reader.Next())
                    if (reader.FieldCount >= 3)
                        _starts[Encoding.UTF8.GetString(reader[0])] = reader[2].ToArray();
            }
        }
        var columns = new ColumnMap([Field.CampaignId, Field.UserId, Field.Time]);
        var format = new TableFormat { Table = "exposures", Columns = columns, Time = new TimeText(TimeFormat.Iso, sink.Scope.Settings.Calendar), Kinds = new KindMap() };
        var mapping = new TradeMapping<CellsRow>(sink.Scope.Trade.Find("exposures")!, format, sink);
        ReshapedRows.Read(campaigns, 2, sink, (reader, file) =>
        {
            _cells.Clear();
            _cells.Set(0, reader[0]);
            _cells.Set(1, reader[1]);
            _cells.Set(2, _starts.GetValueOrDefault(Encoding.UTF8.GetString(reader[0])) ?? []);
            mapping.Map(new CellsRow(_cells), new RowPlace(file, reader.Line, reader.Raw, columns));
        });
    }
}
