using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;

namespace Taojin.Cluster.Sums;

/// <summary>An estimator whose sums over users are made by the nodes of a cluster: the same card, options and bits.</summary>
/// <param name="estimator">The estimator.</param>
/// <param name="sums">Makes the sums.</param>
public sealed class SummedByNodes<TModel>(IEstimator<Interactions, TModel> estimator, NodeSums sums) : IEstimator<Interactions, TModel>
{
    /// <inheritdoc />
    /// <remarks>Waits for the cluster on the calling thread.</remarks>
    public TModel Fit(Interactions data, FitContext context)
    {
        try
        {
            return estimator.Fit(data, context with { Sums = sums });
        }
        finally
        {
            sums.Forget();
        }
    }
}
