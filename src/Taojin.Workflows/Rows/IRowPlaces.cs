namespace Taojin.Workflows.Rows;

/// <summary>Places beside this process where files of rows are made, such as the nodes of a cluster.</summary>
public interface IRowPlaces
{
    /// <summary>Has the files of all partitions made and brings them into a folder; what is lost in one place is made in another.</summary>
    /// <returns>The files, by name.</returns>
    Task<IReadOnlyList<FeatureFile>> WriteAsync(RowsOrder order, string folder, CancellationToken cancellation);
}

/// <summary>Files of rows, as a place needs to know them. The place reads the shop's log from the store that it shares with this process.</summary>
/// <param name="Settings">The shop's <c>taojin.toml</c>.</param>
/// <param name="Parts">Files of each cut.</param>
/// <param name="Only">Those that are wanted, ascending.</param>
/// <param name="Data">What the log must hold; a place that sees other data makes nothing.</param>
public sealed record RowsOrder(string Settings, int Parts, IReadOnlyList<int> Only, string Data);

/// <summary>What came of an order.</summary>
/// <param name="Files">The files, at the place.</param>
/// <param name="Fault">Why there are none, or null.</param>
public sealed record RowsOutcome(IReadOnlyList<FeatureFile> Files, string? Fault);
