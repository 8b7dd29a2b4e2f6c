using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Taojin.Cluster;
using Taojin.Cluster.Membership;
using Taojin.Cluster.Rows;
using Taojin.Cluster.Sums;
using Taojin.Cluster.Training;
using Taojin.Cluster.Trials;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Workflows.Rows;
using Taojin.Workflows.Tuning;

namespace Taojin.Cli.Screens;

/// <summary>A cluster joined for the time of a training: what its nodes can fit, they fit.</summary>
internal sealed class TrainingNodes : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly IHost _trainer;
    private readonly FactorCheckpoint _checkpoint;
    private NodeTrials? _trials;

    private TrainingNodes(IHost trainer, FactorCheckpoint checkpoint) => (_trainer, _checkpoint) = (trainer, checkpoint);

    /// <summary>The program's algorithms, with those that nodes fit or add up for.</summary>
    public Algorithms Algorithms => field ??= ShopFolder.Algorithms
        .FittedBy(ImplicitAls.Card.Name, options => new ClusterAls((ImplicitAlsOptions)options, new(Grains, Nodes, _trainer.Services.GetRequiredService<BlockPort>(), _checkpoint)))
        .FittedBy(Ease.Card.Name, options => new SummedByNodes<EaseModel>(new Ease((EaseOptions)options), Sums))
        .FittedBy(LinearTransitions.Card.Name, options => new SummedByNodes<EaseModel>(new LinearTransitions((LinearTransitionsOptions)options), Sums))
        .FittedBy(GraphFilter.Card.Name, options => new SummedByNodes<GraphFilterModel>(new GraphFilter((GraphFilterOptions)options), Sums))
        .FittedBy(ItemKnn.Card.Name, options => new SummedByNodes<ItemKnnModel>(new ItemKnn((ItemKnnOptions)options), Sums));

    /// <summary>The nodes as places where trials are judged.</summary>
    public ITrialPlaces Places => _trials ??= new(Grains, Nodes);

    /// <summary>The nodes as places where rows are made.</summary>
    public IRowPlaces Rows => new NodeRows(Grains, Nodes);

    private NodeSums Sums => new(Grains, Nodes, TimeProvider.System);

    private IGrainFactory Grains => _trainer.Services.GetRequiredService<IGrainFactory>();

    private NodeList Nodes => _trainer.Services.GetRequiredService<NodeList>();

    /// <param name="parsed">The command line; it names the workspace, where epochs are kept while they are fitted.</param>
    /// <param name="address">Where the nodes find one another.</param>
    /// <param name="arguments">How the nodes reach this process.</param>
    /// <exception cref="TaojinException">The cluster cannot be reached, or has no node.</exception>
    public static TrainingNodes Join(ParseResult parsed, string address, ClusterArguments arguments) =>
        JoinAsync(arguments.Of(parsed, address) with { Role = NodeRole.Trainer }, ShopFolder.Of(parsed)).GetAwaiter().GetResult();

    public void Dispose()
    {
        _trials?.Dispose();
        _trainer.StopAsync().GetAwaiter().GetResult();
        _trainer.Dispose();
    }

    private static async Task<TrainingNodes> JoinAsync(ClusterOptions options, string folder)
    {
        var nodes = new TrainingNodes(await ClusterNode.StartAsync(options, TimeProvider.System, CancellationToken.None), new(Path.Combine(folder, "fit.checkpoint"), TimeProvider.System));
        if (await nodes.Nodes.HasWorkerWithinAsync(Patience, TimeProvider.System))
            return nodes;
        nodes.Dispose();
        throw new TaojinException("cluster.no-node", "The cluster has no node.", "Start nodes: ./taojin cluster node ADDRESS");
    }
}
