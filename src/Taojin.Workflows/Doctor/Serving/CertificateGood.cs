using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Taojin.Workflows.Doctor.Serving;

/// <summary>A certificate that cannot be read or soon ends; plain HTTP beyond this machine.</summary>
internal sealed class CertificateGood : ICheck
{
    private const int LeastDays = 14;

    public Check? Look(DoctorScene scene)
    {
        if (scene.Settings is not { } settings)
            return null;
        if (settings.Server.TlsCertificate.Length == 0)
            return IPAddress.TryParse(settings.ServerAddress, out var address) && !IPAddress.IsLoopback(address) && settings.Server.TrustedProxies.Length == 0
                ? new("tls", IsGood: false, "plain HTTP beyond this machine", "对外使用明文 HTTP") { Remedy = "Set server.tls_certificate, or put a proxy with TLS before it and name it in server.trusted_proxies.", RemedyZh = "请设置 server.tls_certificate，或在前面使用带 TLS 的代理并写入 server.trusted_proxies。" }
                : null;
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(scene.PathOf(settings.Server.TlsCertificate));
            var days = (certificate.NotAfter.ToUniversalTime() - scene.Clock.GetUtcNow().UtcDateTime).TotalDays;
            return new("tls", days >= LeastDays, $"the certificate ends in {days:0} days", $"证书将在 {days:0} 天后到期") { Remedy = "Renew the certificate and start the server again.", RemedyZh = "请更新证书并重启服务。" };
        }
        catch (Exception fault) when (fault is CryptographicException or IOException)
        {
            return new("tls", IsGood: false, fault.Message, fault.Message) { Remedy = "Check server.tls_certificate in taojin.toml.", RemedyZh = "请检查 taojin.toml 中的 server.tls_certificate。" };
        }
    }
}
