using System.Text.Json;
using Taojin.Cluster.Live;
using Taojin.Cluster.Placement;
using Taojin.Data;
using Taojin.Workflows.Rows;

namespace Taojin.Cluster.Rows;

/// <inheritdoc cref="IRowNode" />
[OnNode]
internal sealed class RowNode(ClusterOptions options, TimeProvider clock) : WorkGrain<RowsMaker>, IRowNode
{
    private const int MostBytes = 4 << 20;
    private Dictionary<string, string> _files = [];

    public Task<byte[]> Make(byte[] order) => Task.Run(() => JsonSerializer.SerializeToUtf8Bytes(Made(JsonSerializer.Deserialize<RowsOrder>(order, PartitionJson.Options)!), PartitionJson.Options));

    public async Task<byte[]> Read(string name, long from)
    {
        await using var file = File.OpenRead(_files[name]);
        file.Seek(from, SeekOrigin.Begin);
        var bytes = new byte[(int)Math.Clamp(file.Length - from, 0, MostBytes)];
        await file.ReadExactlyAsync(bytes);
        return bytes;
    }

    protected override RowsMaker Open(string settings) => new(settings, options.NeededStore, options.Algorithms ?? new(), clock);

    private RowsOutcome Made(RowsOrder order)
    {
        try
        {
            var files = WorkOf(order.Settings).Write(order, options.Threads);
            _files = files.ToDictionary(file => Path.GetFileName(file.Path), file => file.Path, StringComparer.Ordinal);
            return new(files, null);
        }
        catch (TaojinException fault)
        {
            return new([], $"{fault.Message} {fault.Remedy}");
        }
    }
}
