using System.Net;
using System.Net.NetworkInformation;

namespace Taojin.Workflows.Doctor.Serving;

/// <summary>An address that is none, or none of this machine.</summary>
internal sealed class AddressRight : ICheck
{
    public Check? Look(DoctorScene scene)
    {
        if (scene.Settings is not { } settings)
            return null;
        var isRight = IPAddress.TryParse(settings.ServerAddress, out var address)
            && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || IPAddress.IsLoopback(address) || NetworkInterface.GetAllNetworkInterfaces().Any(each => each.GetIPProperties().UnicastAddresses.Any(own => own.Address.Equals(address))));
        return new("address", isRight, settings.ServerAddress, settings.ServerAddress) { Remedy = "Set server.address to 127.0.0.1, 0.0.0.0 or an address of this machine.", RemedyZh = "请将 server.address 设为 127.0.0.1、0.0.0.0 或本机地址。" };
    }
}
