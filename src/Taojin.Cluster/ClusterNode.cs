using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;
using Taojin.Cluster.Membership;
using Taojin.Cluster.Placement;

namespace Taojin.Cluster;

/// <summary>One process of the cluster.</summary>
public static class ClusterNode
{
    private const int LargestMessage = 512 << 20;

    /// <summary>Builds a node; it joins when it is started, and says goodbye when it is stopped.</summary>
    public static IHost Build(ClusterOptions options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Logging.AddFilter("Orleans", LogLevel.Warning).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<NodeList>();
        builder.UseOrleans(silo => Configure(silo, options));
        return builder.Build();
    }

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
            orleans.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            orleans.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        });
        silo.UseRedisClustering($"{options.Membership.Host}:{(options.Membership.Port > 0 ? options.Membership.Port : 6379)}");
        silo.Services.AddPlacementDirector<OnNodePlacement, OnNodeDirector>();
    }
}
