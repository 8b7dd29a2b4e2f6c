using System.CommandLine;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Taojin.Cluster;
using Taojin.Cluster.Live;
using Taojin.Data;
using Taojin.Storage.Privacy;
using Taojin.Workflows.Serving.Owners;

namespace Taojin.Cli.Screens;

/// <summary>A server that is a node of a cluster too, for as long as it answers.</summary>
internal sealed class ServingNode : IDisposable
{
    private readonly IHost _node;

    private ServingNode(IHost node) => _node = node;

    /// <summary>The partitions, which know of a user's events before this server's copy of the log does.</summary>
    public IUserOwners Owners => _node.Services.GetRequiredService<UserOwners>();

    /// <summary>The pages of the cluster.</summary>
    public RequestDelegate Pages => ClusterPages.Of(_node.Services);

    /// <param name="parsed">The command line.</param>
    /// <param name="members">Where the nodes find one another.</param>
    /// <param name="how">How the others reach it, the shop's store, empty when that is a file, and what users are called there.</param>
    /// <exception cref="TaojinException">The cluster or the store cannot be reached.</exception>
    public static ServingNode Join(ParseResult parsed, string members, (ClusterArguments Arguments, string Store, Pseudonyms Names) how)
    {
        var options = how.Arguments.Of(parsed, members);
        return new(ClusterNode.StartAsync(options with { Store = how.Store.Length > 0 ? how.Store : null, Names = how.Names, Algorithms = ShopFolder.Algorithms }, TimeProvider.System, CancellationToken.None).GetAwaiter().GetResult());
    }

    /// <summary>Gives its partitions away, with what is kept of them, and leaves.</summary>
    public void Dispose()
    {
        _node.StopAsync().GetAwaiter().GetResult();
        _node.Dispose();
    }
}
