using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace Taojin.Cluster.Placement;

/// <summary>Puts a grain on the very process that its key names; nothing else would keep blocks even.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OnNodeAttribute() : PlacementAttribute(new OnNodePlacement());

/// <summary>The rule by which the key of a grain is the address of its process.</summary>
[Serializable, GenerateSerializer]
internal sealed class OnNodePlacement : PlacementStrategy;

/// <summary>Finds the process.</summary>
internal sealed class OnNodeDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var named = target.GrainIdentity.Key.ToString();
        foreach (var silo in context.GetCompatibleSilos(target))
            if (silo.ToParsableString() == named)
                return Task.FromResult(silo);
        throw new SiloUnavailableException($"No process of the cluster is {named} any more.");
    }
}
