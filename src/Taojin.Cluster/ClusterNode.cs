using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Taojin.Cluster.Live;
using Taojin.Cluster.Membership;
using Taojin.Cluster.Placement;
using Taojin.Cluster.Training;
using Taojin.Data;
using Taojin.Storage.Postgres;
using Taojin.Workflows;

namespace Taojin.Cluster;

/// <summary>One process of the cluster.</summary>
public static class ClusterNode
{
    private const int LargestMessage = 512 << 20;

    /// <summary>Builds a node; it joins when it is started, and says goodbye when it is stopped.</summary>
    public static IHost Build(ClusterOptions options, TimeProvider clock)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Logging.AddFilter("Orleans", LogLevel.Warning).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<NodeList>();
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<ClusterShop>();
        builder.Services.AddSingleton<UserOwners>();
        builder.Services.AddSingleton<BlockPort>();
        builder.Services.AddSingleton(services => PartitionedLog.Open(options.NeededStore, services.GetRequiredService<TimeProvider>(), options.Names));
        builder.UseOrleans(silo => Configure(silo, options));
        return builder.Build();
    }

    /// <summary>Starts a node.</summary>
    /// <exception cref="TaojinException">Its list of members cannot be reached, or its port is taken.</exception>
    public static async Task<IHost> StartAsync(ClusterOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var node = Build(options, clock);
        try
        {
            await node.StartAsync(cancellation);
            return node;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            node.Dispose();
            throw Unreachable(options, fault);
        }
    }

    internal static TaojinException Unreachable(ClusterOptions options, Exception fault) => new(
        "cluster.unreachable",
        $"The cluster at {options.Place} could not be joined from {options.Address}:{options.Port}: {fault.Message}",
        "Check that it runs and may be reached from here, and that the port is free (--cluster-port).",
        fault);

    private static void Configure(ISiloBuilder silo, ClusterOptions options)
    {
        silo.Configure<Orleans.Configuration.ClusterOptions>(orleans => (orleans.ClusterId, orleans.ServiceId) = (options.Name, options.Name));
        silo.Configure<SiloOptions>(orleans => orleans.SiloName = $"{options.Role}-{options.Address}-{options.Port}");
        silo.Configure<EndpointOptions>(orleans =>
        {
            (orleans.AdvertisedIPAddress, orleans.SiloPort, orleans.GatewayPort) = (options.Address, options.Port, 0);
            orleans.SiloListeningEndpoint = new IPEndPoint(options.Address, options.Port);
        });
        silo.Configure<SiloMessagingOptions>(orleans => (orleans.MaxMessageBodySize, orleans.ResponseTimeout) = (LargestMessage, TimeSpan.FromMinutes(10)));
        silo.Configure<ClusterMembershipOptions>(orleans =>
        {
            (orleans.ProbeTimeout, orleans.NumMissedProbesLimit, orleans.NumVotesForDeathDeclaration) = (options.ProbeEvery, 3, 1);
            orleans.MaxProbeTimeout = options.ProbeEvery * 2; // three of these in silence and a node counts as gone; left to itself it is four times the probe
            orleans.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            orleans.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        });
        if (options.IsPostgres)
            silo.Services.AddSingleton<IMembershipTable, PostgresMembership>();
        else
            silo.UseRedisClustering(redis => redis.ConfigurationOptions = RedisAddress.Parse(options.Membership));
        silo.AddPages();
        silo.AddIncomingGrainCallFilter<StoreFaults>();
        silo.AddStartupTask((services, cancellation) =>
        {
            AbandonedCopies.Delete();
            if (options.Role == NodeRole.Shop)
                _ = services.GetRequiredService<PartitionedLog>(); // a store that is not there is told at the start
            return Task.CompletedTask;
        });
        silo.Services.AddPlacementDirector<OnNodePlacement, OnNodeDirector>();
        silo.Services.AddPlacementDirector<SpreadPlacement, Spread>();
    }
}
