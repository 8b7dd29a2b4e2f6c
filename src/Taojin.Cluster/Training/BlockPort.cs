using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Taojin.Cluster.Training;

/// <summary>Where this process takes blocks that others improved: a port beside the cluster's own, on which vectors come without being wrapped in messages.</summary>
/// <remarks>A message of the cluster would be copied four times on its way; here it is copied once. Whoever reaches the port is trusted, as on the cluster's own.</remarks>
public sealed class BlockPort : IDisposable
{
    internal const byte Taken = 1;
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Listens on the port after the cluster's own, or on any free one when that is taken.</summary>
    public BlockPort(ClusterOptions options)
    {
        try
        {
            _listener.Bind(new IPEndPoint(options.Address, options.Port + 1));
        }
        catch (SocketException)
        {
            _listener.Bind(new IPEndPoint(options.Address, 0));
        }
        _listener.Listen();
        _ = ListenAsync();
    }

    /// <summary>Who takes blocks here now.</summary>
    internal IBlockSink? Sink { get; set; }

    /// <summary>Whose turn it is to lead a fit: there is one sink.</summary>
    internal SemaphoreSlim Fits { get; } = new(1);

    /// <summary>The port.</summary>
    internal int Number => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <inheritdoc />
    public void Dispose()
    {
        _listener.Dispose();
        Fits.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
                _ = TakeAsync(await _listener.AcceptAsync());
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The process ends.
        }
    }

    private async Task TakeAsync(Socket socket)
    {
        socket.NoDelay = true;
        using var line = new NetworkStream(socket, ownsSocket: true);
        var (head, vectors) = (new byte[Marshal.SizeOf<BlockHeader>()], Array.Empty<byte>());
        try
        {
            while (true)
            {
                await line.ReadExactlyAsync(head);
                var header = MemoryMarshal.Read<BlockHeader>(head);
                if (Sink is not { } sink || !sink.Expects(header))
                    return; // no block of ours: nothing is read or kept of it, and the sender takes the end for a no
                if (vectors.Length < header.Bytes)
                    vectors = GC.AllocateUninitializedArray<byte>(header.Bytes);
                await line.ReadExactlyAsync(vectors.AsMemory(0, header.Bytes));
                await line.WriteAsync(new[] { (byte)(sink.Take(header, vectors.AsMemory(0, header.Bytes)) ? Taken : 0) });
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException)
        {
            // The sender is gone; what it had sent by half is not taken.
        }
    }
}

/// <summary>Who takes blocks at a port; called on any thread.</summary>
internal interface IBlockSink
{
    /// <summary>Whether a header is one of a block of the fit under way, and of its size.</summary>
    bool Expects(BlockHeader header);

    /// <summary>Takes a block, or refuses it as late.</summary>
    bool Take(BlockHeader header, ReadOnlyMemory<byte> vectors);
}
