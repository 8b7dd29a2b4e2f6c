using System.Globalization;
using System.Net;
using Taojin.Cluster;
using Taojin.Storage.Privacy;

// Arguments: membership, name of the cluster, address, port, threads, milliseconds between probes, and, for a node that keeps live state, the store. Says "ready" on stdout, and ends when stdin does.
var options = new ClusterOptions
{
    Membership = ClusterOptions.MembershipOf(args[0]),
    Name = args[1],
    Address = IPAddress.Parse(args[2]),
    Port = int.Parse(args[3], CultureInfo.InvariantCulture),
    Threads = int.Parse(args[4], CultureInfo.InvariantCulture),
    ProbeEvery = TimeSpan.FromMilliseconds(int.Parse(args[5], CultureInfo.InvariantCulture)),
    Store = args.ElementAtOrDefault(6),
    Names = Pseudonyms.OfKeys(Environment.GetEnvironmentVariable("TAOJIN_PSEUDONYM_KEY")),
    EventsPerSnapshot = 200, // so that snapshots are taken and used
};
using var node = ClusterNode.Build(options, TimeProvider.System);
await node.StartAsync();
Console.Out.WriteLine("ready");
Console.Out.Flush();
await Console.In.ReadToEndAsync();
await node.StopAsync();
