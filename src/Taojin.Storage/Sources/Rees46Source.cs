using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Import;
using Taojin.Storage.Reading;

namespace Taojin.Storage.Sources;

/// <summary>The REES46 logs of a multi-category and of a cosmetics store.</summary>
internal sealed class Rees46Source : ISource, IDescribed<SourceCard>
{
    private static readonly DelimitedPreset Preset = new()
    {
        Shape = DelimitedShape.Comma,
        Header = true,
        Names = new Dictionary<string, Field>(StringComparer.Ordinal)
        {
            ["event_time"] = Field.Time,
            ["event_type"] = Field.Kind,
            ["product_id"] = Field.ItemId,
            ["category_id"] = Field.Category,
            ["category_code"] = Field.Ignored,
            ["brand"] = Field.Brand,
            ["price"] = Field.Price,
            ["user_id"] = Field.UserId,
            ["user_session"] = Field.SessionId,
        },
        Time = TimeFormat.Iso,
        Kinds = new(("view", EventKind.View), ("cart", EventKind.Cart), ("purchase", EventKind.Purchase)),
    };

    /// <inheritdoc />
    public static SourceCard Card { get; } = new()
    {
        Name = "rees46",
        Title = "REES46",
        TitleZh = "REES46 电商行为",
        Reads = "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session; the category is category_id, which every row has",
        ReadsZh = "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session；类目取每行都有的 category_id",
        Example = "rees46:2019-Oct.csv.gz",
        Create = () => new Rees46Source(),
    };

    /// <inheritdoc />
    public void Read(SourceRequest request, ImportSink sink) => DelimitedImport.Read(request.Path, request, Preset, sink);
}
