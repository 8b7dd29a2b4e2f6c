using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Taojin.Cluster.Training;

namespace Taojin.Cluster.Tests;

/// <summary>Whoever reaches the port for blocks cannot make the process take memory for what is no block of its fit.</summary>
public sealed class BlockPortTests
{
    [Fact]
    public async Task A_header_that_no_fit_expects_ends_the_line_before_anything_is_read()
    {
        using var port = new BlockPort(new() { Membership = "", Address = IPAddress.Loopback, Port = 65534 });
        foreach (var sink in new IBlockSink?[] { null, new Sink() })
        {
            port.Sink = sink;
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port.Number), TestContext.Current.CancellationToken);
            var before = GC.GetTotalAllocatedBytes();

            await socket.SendAsync(MemoryMarshal.AsBytes<BlockHeader>([new(1, 1, 0, 0, 1 << 30)]).ToArray(), TestContext.Current.CancellationToken);

            (await socket.ReceiveAsync(new byte[1], TestContext.Current.CancellationToken)).ShouldBe(0);
            (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(1 << 28);
        }
    }

    [Fact]
    public void Blocks_of_another_fit_size_or_place_are_not_expected()
    {
        var plan = new FactorPlan("一次训练/1", "{}", 2, [[0, 3, 5], [0, 4]], 0, 42);
        var header = BlockHeader.Of(new(plan.Fit, 1, BlockId.Users, false), new(BlockId.Users, 1), 2 * 2 * sizeof(float));

        plan.Has(header).ShouldBeTrue();
        new[] { header with { Fit = 1 }, header with { Side = 2 }, header with { Side = -1 }, header with { Number = 2 }, header with { Number = -1 }, header with { Bytes = 24 } }.ShouldAllBe(other => !plan.Has(other));
    }

    private sealed class Sink : IBlockSink
    {
        public bool Expects(BlockHeader header) => header.Bytes < 100;

        public bool Take(BlockHeader header, ReadOnlyMemory<byte> vectors) => true;
    }
}
