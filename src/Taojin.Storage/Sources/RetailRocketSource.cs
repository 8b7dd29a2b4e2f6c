using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Import;

namespace Taojin.Storage.Sources;

/// <summary>The RetailRocket log, raw or parted by behaviour.</summary>
internal sealed class RetailRocketSource : ISource, IDescribed<SourceCard>
{
    private static readonly DelimitedPreset Raw = new()
    {
        Shape = new([(byte)','], Quotes: false),
        Header = true,
        Names = new Dictionary<string, Field>(StringComparer.Ordinal)
        {
            ["timestamp"] = Field.Time,
            ["visitorid"] = Field.UserId,
            ["event"] = Field.Kind,
            ["itemid"] = Field.ItemId,
            ["transactionid"] = Field.OrderId,
        },
        Time = TimeFormat.UnixMilliseconds,
        Kinds = new(("view", EventKind.View), ("addtocart", EventKind.Cart), ("transaction", EventKind.Purchase)),
    };

    /// <inheritdoc />
    public static SourceCard Card { get; } = new()
    {
        Name = "retailrocket",
        Title = "RetailRocket",
        TitleZh = "RetailRocket 电商行为",
        Reads = "events.csv with timestamp,visitorid,event,itemid,transactionid; or a folder of view, cart and buy files with the header user,item,time_s",
        ReadsZh = "含 timestamp,visitorid,event,itemid,transactionid 的 events.csv；或按行为分文件、表头为 user,item,time_s 的文件夹",
        Example = "retailrocket:events.csv",
        Create = () => new RetailRocketSource(),
    };

    /// <inheritdoc />
    public void Read(SourceRequest request, ImportSink sink)
    {
        if (!Directory.Exists(request.Path))
            DelimitedImport.Read(request.Path, request, Raw, sink);
        else if (File.Exists(Path.Combine(request.Path, "events.csv")))
            DelimitedImport.Read(Path.Combine(request.Path, "events.csv"), request, Raw, sink);
        else
            BehaviourFolder.Read(request, sink);
    }
}
