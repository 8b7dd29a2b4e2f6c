using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Import;

namespace Taojin.Storage.Sources;

/// <summary>The Taobao UserBehavior log, raw or parted by behaviour.</summary>
internal sealed class TaobaoSource : ISource, IDescribed<SourceCard>
{
    private static readonly DelimitedPreset Raw = new()
    {
        Shape = new([(byte)','], Quotes: false),
        Header = false,
        Columns = [Field.UserId, Field.ItemId, Field.Category, Field.Kind, Field.Time],
        Time = TimeFormat.UnixSeconds,
        Kinds = new(("pv", EventKind.View), ("cart", EventKind.Cart), ("fav", EventKind.Favorite), ("buy", EventKind.Purchase)),
    };

    /// <inheritdoc />
    public static SourceCard Card { get; } = new()
    {
        Name = "taobao",
        Title = "Taobao UserBehavior",
        TitleZh = "淘宝用户行为",
        Reads = "user,item,category,behaviour,unix seconds without a header (pv, cart, fav, buy); or a folder of pv, cart, fav and buy files with the header user,item,time_s",
        ReadsZh = "无表头的 用户,商品,类目,行为,Unix 秒（pv、cart、fav、buy）；或按行为分文件、表头为 user,item,time_s 的文件夹",
        Example = "taobao:UserBehavior.csv",
        Create = () => new TaobaoSource(),
    };

    /// <inheritdoc />
    public void Read(SourceRequest request, ImportSink sink)
    {
        if (Directory.Exists(request.Path))
            BehaviourFolder.Read(request, sink);
        else
            DelimitedImport.Read(request.Path, request, Raw, sink);
    }
}
