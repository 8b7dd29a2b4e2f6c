using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;

namespace Taojin.Cluster.Training;

/// <summary><see cref="ImplicitAls"/> fitted by the nodes of a cluster: the same card, options and bits.</summary>
/// <param name="options">Shape and weights.</param>
/// <param name="training">Leads the nodes.</param>
public sealed class ClusterAls(ImplicitAlsOptions options, FactorTraining training) : IEstimator<Interactions, FactorModel>
{
    private readonly ImplicitAlsOptions _options = options.Validated();

    /// <inheritdoc />
    /// <remarks>Waits for the cluster on the calling thread.</remarks>
    public FactorModel Fit(Interactions data, FitContext context) => training.FitAsync(_options, data, context).GetAwaiter().GetResult();
}
