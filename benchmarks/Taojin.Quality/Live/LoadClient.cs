using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Taojin.Quality.Live;

/// <summary>One connection of a load: a request under way, and the answer as far as it came.</summary>
internal sealed class LoadClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _request = new byte[1 << 18], _answer = new byte[1 << 18];
    private int _held, _body, _length;
    private long _sent;

    public LoadClient(IPEndPoint server, int connection)
    {
        Connection = connection;
        _socket.Connect(server);
    }

    public int Connection { get; }

    public int Handle => (int)_socket.Handle;

    /// <summary>Whether no request is under way.</summary>
    public bool IsFree { get; private set; } = true;

    /// <summary>How many requests were sent.</summary>
    public long Asked { get; private set; }

    public int Status { get; private set; }

    public ReadOnlySpan<byte> Body => _answer.AsSpan(_body, _held - _body);

    /// <summary>From the request to the whole answer.</summary>
    public double Milliseconds { get; private set; }

    public void Send(ILoad load)
    {
        var length = load.Write(Connection, _request);
        (_held, _body, IsFree, _sent) = (0, 0, false, Stopwatch.GetTimestamp());
        Asked++;
        for (var at = 0; at < length;)
            at += _socket.Send(_request.AsSpan(at, length - at));
    }

    /// <summary>Takes what came; true when the answer is whole.</summary>
    public bool Receive()
    {
        var count = _socket.Receive(_answer.AsSpan(_held));
        if (count == 0)
            throw new IOException("The server closed the connection.");
        _held += count;
        if (_body == 0 && _answer.AsSpan(0, _held).IndexOf("\r\n\r\n"u8) is > 0 and var head)
            (_body, _length) = (head + 4, LengthOf(_answer.AsSpan(0, head)));
        IsFree = _body > 0 && (_length >= 0 ? _held >= _body + _length : _answer.AsSpan(_body, _held - _body).EndsWith("0\r\n\r\n"u8));
        if (IsFree)
            (Status, Milliseconds) = (int.Parse(_answer.AsSpan(9, 3)), Stopwatch.GetElapsedTime(_sent).TotalMilliseconds);
        return IsFree;
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Bytes of the body, or -1 when it comes in chunks.</summary>
    private static int LengthOf(ReadOnlySpan<byte> head)
    {
        var place = head.IndexOf("Content-Length: "u8);
        return place >= 0 && Utf8Parser.TryParse(head[(place + 16)..], out int length, out _) ? length : -1;
    }
}
