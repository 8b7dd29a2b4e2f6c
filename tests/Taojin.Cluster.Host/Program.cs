using System.Globalization;
using System.Net;
using Taojin.Cluster;

// Arguments: membership, name of the cluster, address, port, threads. Says "ready" on stdout, and ends when stdin does.
var options = new ClusterOptions
{
    Membership = ClusterOptions.MembershipOf(args[0]),
    Name = args[1],
    Address = IPAddress.Parse(args[2]),
    Port = int.Parse(args[3], CultureInfo.InvariantCulture),
    Threads = int.Parse(args[4], CultureInfo.InvariantCulture),
};
using var node = ClusterNode.Build(options);
await node.StartAsync();
Console.Out.WriteLine("ready");
Console.Out.Flush();
await Console.In.ReadToEndAsync();
await node.StopAsync();
