using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Taojin.Cluster.Training;

/// <summary>Where this process takes blocks that others improved: a port beside the cluster's own, on which vectors come without being wrapped in messages.</summary>
/// <remarks>A message of the cluster would be copied four times on its way; here it is copied once. Whoever reaches the port is trusted, as on the cluster's own.</remarks>
public sealed class BlockPort : IDisposable
{
    internal const byte Taken = 1;
    private const int MostBytes = 1 << 30;
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

    /// <summary>Takes a block, or refuses it as late; called on any thread.</summary>
    internal Func<BlockHeader, ReadOnlyMemory<byte>, bool>? Sink { get; set; }

    /// <summary>The port.</summary>
    internal int Number => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <inheritdoc />
    public void Dispose() => _listener.Dispose();

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
                if (header.Bytes is < 0 or > MostBytes)
                    return; // no block of ours
                if (vectors.Length < header.Bytes)
                    vectors = GC.AllocateUninitializedArray<byte>(header.Bytes);
                await line.ReadExactlyAsync(vectors.AsMemory(0, header.Bytes));
                await line.WriteAsync(new[] { (byte)(Sink?.Invoke(header, vectors.AsMemory(0, header.Bytes)) == true ? Taken : 0) });
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException)
        {
            // The sender is gone; what it had sent by half is not taken.
        }
    }
}
