using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Taojin.Cluster.Training;

/// <summary>A line to another process, over which blocks go one after another.</summary>
/// <param name="peer">The other.</param>
internal sealed class BlockLine(Peer peer) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly byte[] _answer = new byte[1];
    private Socket? _socket;

    /// <summary>Sends a block.</summary>
    /// <returns>Whether the other took it; false when it did not or the line broke.</returns>
    public async Task<bool> TrySendAsync(BlockHeader header, ReadOnlyMemory<byte> vectors, CancellationToken cancellation)
    {
        await _turn.WaitAsync(CancellationToken.None); // whoever has the turn gives it back when the other is gone
        try
        {
            _socket ??= await ConnectAsync(cancellation);
            await SendAsync(MemoryMarshal.AsBytes<BlockHeader>([header]).ToArray(), cancellation);
            await SendAsync(vectors, cancellation);
            return await _socket.ReceiveAsync(_answer, cancellation) == 1 && _answer[0] == BlockPort.Taken;
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            _socket?.Dispose(); // half a block may be on it
            _socket = null;
            return false;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _socket?.Dispose();

    private async Task<Socket> ConnectAsync(CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(SiloAddress.FromParsableString(peer.Node).Endpoint.Address, peer.Port), cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await _socket!.SendAsync(bytes, cancellation)..];
    }
}
