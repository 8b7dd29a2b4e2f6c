using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Rows;

/// <summary>Makes files of rows for another process over the log that both share, in a folder that is thrown away.</summary>
public sealed class RowsMaker : IDisposable
{
    private readonly ShopCopy _copy;
    private readonly Prepared _prepared;

    /// <param name="settings">The shop's <c>taojin.toml</c>.</param>
    /// <param name="store">The PostgreSQL that holds the log, as this process reaches it.</param>
    /// <param name="algorithms">What can be learned here.</param>
    /// <param name="clock">The only clock.</param>
    /// <exception cref="TaojinException">The store cannot be reached, or the settings are wrong here.</exception>
    public RowsMaker(string settings, string store, Algorithms algorithms, TimeProvider clock)
    {
        _copy = new(settings, store, algorithms, clock);
        _prepared = new Prepare(_copy.Mine).Run();
    }

    /// <summary>Writes the files.</summary>
    /// <param name="order">Which.</param>
    /// <param name="threads">At most so many threads.</param>
    /// <exception cref="TaojinException">rows.other-data: the log here is not what the other process holds.</exception>
    public IReadOnlyList<FeatureFile> Write(RowsOrder order, int threads) => Candidates.Fingerprint(_prepared.Log) is var data && data == order.Data
        ? new FeatureRows(_copy.Mine).Run(_prepared, _copy.FolderOf("rows"), (order.Parts, order.Only), new FitContext { Threads = threads })
        : throw new TaojinException("rows.other-data", $"The log holds {data} here, not {order.Data}.", "Let no events come while rows are made on nodes, or write them without --cluster.");

    /// <inheritdoc />
    public void Dispose() => _copy.Dispose();
}
