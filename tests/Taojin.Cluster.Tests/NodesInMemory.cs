using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Reflection;
using Taojin.Cluster.Membership;
using Taojin.Cluster.Training;

namespace Taojin.Cluster.Tests;

/// <summary>Factor nodes in this process, without a cluster around them: real nodes and real lines, and calls that a test may get between.</summary>
internal sealed class NodesInMemory : IDisposable
{
    private readonly ConcurrentDictionary<string, Node> _nodes = new();
    private readonly ConcurrentDictionary<string, BlockPort> _ports = new();
    private readonly List<SiloAddress> _members = [];

    public NodesInMemory(int nodes)
    {
        Leader = Added(NodeRole.Trainer, 1);
        foreach (var key in Enumerable.Range(2, nodes).Select(number => Added(NodeRole.Worker, number)).ToArray())
            _nodes[key] = new(new(new() { Membership = "", Threads = 1 }, _ports[key], ListOf(key)), key);
    }

    public string Leader { get; }

    public NodeList List => ListOf(Leader);

    public BlockPort Port => _ports[Leader];

    public string[] Keys => [.. _nodes.Keys.Order(StringComparer.Ordinal)];

    public Node this[string key] => _nodes[key];

    public IGrainFactory Grains => Proxy<IGrainFactory>.Of((method, arguments) => method.Name == nameof(IGrainFactory.GetGrain) ? _nodes[(string)arguments[0]!] : throw new NotSupportedException(method.Name));

    /// <summary>Takes a process out of the list of members.</summary>
    public void Remove(string key) => _members.RemoveAll(member => member.ToParsableString() == key);

    public void Dispose()
    {
        foreach (var port in _ports.Values)
            port.Dispose();
    }

    private string Added(NodeRole role, int generation)
    {
        var port = new BlockPort(new() { Membership = "", Address = IPAddress.Loopback, Port = 65534 });
        var address = SiloAddress.New(IPAddress.Loopback, port.Number, generation + (1000 * (int)role));
        _members.Add(address);
        _ports[address.ToParsableString()] = port;
        return address.ToParsableString();
    }

    private NodeList ListOf(string self) => new(
        Proxy<IClusterMembershipService>.Of((method, _) => method.Name == $"get_{nameof(IClusterMembershipService.CurrentSnapshot)}" ? Snapshot() : method.Name == $"get_{nameof(IClusterMembershipService.MembershipUpdates)}" ? Updates() : null),
        Proxy<ILocalSiloDetails>.Of((_, _) => SiloAddress.FromParsableString(self)));

    private ClusterMembershipSnapshot Snapshot() => new(
        _members.ToImmutableDictionary(address => address, address => new ClusterMember(address, SiloStatus.Active, $"{(NodeRole)(address.Generation / 1000)}-")), new(1));

    private async IAsyncEnumerable<ClusterMembershipSnapshot> Updates([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        yield return Snapshot();
        await Task.Delay(Timeout.Infinite, cancellation);
    }

    /// <summary>One node, and what a test does with its answers.</summary>
    internal sealed class Node(FactorNode inner, string key) : IFactorNode
    {
        /// <summary>Gets between an improving call and its answer: given whom to tell, and the call for some of them.</summary>
        public Func<BlockId, Peer[], Func<Peer[], Task<string[]>>, Task<string[]>>? Between { get; set; }

        public string Key => key;

        public Task<int> Open(FactorPlan plan) => inner.Open(plan);

        public Task Give(string fit, BlockId block, byte[] rows) => inner.Give(fit, block, rows);

        public Task<string[]> Improve(SweepId sweep, BlockId block, Peer[] others) => Between is { } between ? between(block, others, told => inner.Improve(sweep, block, told)) : inner.Improve(sweep, block, others);

        public Task Close(SweepId sweep) => inner.Close(sweep);

        public Task<byte[]> Vectors(string fit, BlockId block) => inner.Vectors(fit, block);

        public Task Set(string fit, BlockId block, byte[] vectors) => inner.Set(fit, block, vectors);

        public Task Forget(string fit) => Task.CompletedTask;
    }

    /// <summary>An interface of which a test answers the calls.</summary>
    internal class Proxy<T> : DispatchProxy
        where T : class
    {
        private Func<MethodInfo, object?[], object?> _answer = null!;

        public static T Of(Func<MethodInfo, object?[], object?> answer)
        {
            var proxy = Create<T, Proxy<T>>();
            ((Proxy<T>)(object)proxy)._answer = answer;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer(targetMethod!, args ?? []);
    }
}
