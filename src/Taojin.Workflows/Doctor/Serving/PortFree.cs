using System.Net;
using System.Net.Sockets;

namespace Taojin.Workflows.Doctor.Serving;

/// <summary>A port that another program has.</summary>
internal sealed class PortFree : ICheck
{
    public Check? Look(DoctorScene scene)
    {
        if (scene.Settings is not { } settings || !IPAddress.TryParse(settings.ServerAddress, out var address))
            return null;
        var isFree = IsFree(address, settings.ServerPort);
        return new("port", isFree, $"port {settings.ServerPort} is {(isFree ? "free" : "taken")}", $"端口 {settings.ServerPort} {(isFree ? "空闲" : "已被占用")}")
        {
            Remedy = "If it is not Taojin that has it, take another: server.port in taojin.toml.", RemedyZh = "若占用者不是 Taojin，请修改 taojin.toml 中的 server.port。",
        };
    }

    private static bool IsFree(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
