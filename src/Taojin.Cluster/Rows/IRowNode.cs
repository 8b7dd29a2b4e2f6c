namespace Taojin.Cluster.Rows;

/// <summary>Makes files of rows on one process of the cluster. The key is the process's address.</summary>
[Alias("taojin.row-node")]
internal interface IRowNode : IGrainWithStringKey
{
    /// <summary>Makes files, and keeps them until <see cref="Forget"/>.</summary>
    /// <param name="order">A <see cref="Workflows.Rows.RowsOrder"/> as JSON.</param>
    /// <returns>A <see cref="Workflows.Rows.RowsOutcome"/> as JSON.</returns>
    [ResponseTimeout("12:00:00")]
    Task<byte[]> Make([Immutable] byte[] order);

    /// <summary>Bytes of a file that was made, from a place on; empty at its end.</summary>
    Task<byte[]> Read(string name, long from);

    /// <summary>Throws files and the node's copy of the log away.</summary>
    Task Forget();
}
