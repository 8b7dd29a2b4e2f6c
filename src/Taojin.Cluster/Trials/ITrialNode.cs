namespace Taojin.Cluster.Trials;

/// <summary>Judges trials on one process of the cluster, one after another. The key is the process's address.</summary>
[Alias("taojin.trial-node")]
internal interface ITrialNode : IGrainWithStringKey
{
    /// <summary>Judges a trial.</summary>
    /// <param name="order">A <see cref="Workflows.Tuning.TrialOrder"/> as JSON.</param>
    /// <returns>A <see cref="Workflows.Tuning.TrialOutcome"/> as JSON.</returns>
    [ResponseTimeout("12:00:00")]
    Task<byte[]> Judge([Immutable] byte[] order);

    /// <summary>Ends the search: the node's copy of the log is thrown away.</summary>
    Task Forget();
}
