using System.Net;
using Taojin.Storage.Access;

namespace Taojin.Workflows.Doctor.Serving;

/// <summary>A server beyond this machine without keys does not start; a damaged key file lets nobody in.</summary>
internal sealed class KeysSet : ICheck
{
    public Check? Look(DoctorScene scene)
    {
        if (scene.Settings is not { } settings)
            return null;
        var keys = new KeyFile(scene.Folder, scene.Clock).All();
        var isOpen = keys.Count == 0 && scene.Variable("TAOJIN_API_KEY") is null && IPAddress.TryParse(settings.ServerAddress, out var address) && !IPAddress.IsLoopback(address);
        return new("keys", !isOpen, $"{keys.Count} keys", $"{keys.Count} 个密钥") { Remedy = "Make a key: ./taojin keys add NAME --scope admin", RemedyZh = "请创建密钥：./taojin keys add NAME --scope admin" };
    }
}
