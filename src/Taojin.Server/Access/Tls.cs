using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Taojin.Data;
using Taojin.Storage;

namespace Taojin.Server.Access;

/// <summary>The certificate that the settings name.</summary>
internal static class Tls
{
    /// <summary>Reads it; null when none is named.</summary>
    /// <param name="settings">Name its files.</param>
    /// <param name="folder">Folder that relative paths start from: the workspace's.</param>
    /// <exception cref="TaojinException">server.certificate.</exception>
    public static X509Certificate2? CertificateOf(ServerSettings settings, string folder)
    {
        if (settings.TlsCertificate.Length == 0)
            return null;
        var (path, key) = (Path.Combine(folder, settings.TlsCertificate), settings.TlsKey.Length == 0 ? null : Path.Combine(folder, settings.TlsKey));
        try
        {
            if (X509Certificate2.GetCertContentType(path) == X509ContentType.Pfx)
                return X509CertificateLoader.LoadPkcs12FromFile(path, Environment.GetEnvironmentVariable("TAOJIN_TLS_PASSWORD"));
            using var pem = X509Certificate2.CreateFromPemFile(path, key);
            return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pfx), null); // a key that lives in memory alone is not taken everywhere
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new TaojinException("server.certificate", $"The certificate {path} cannot be used: {fault.Message}", "Check server.tls_certificate, server.tls_key and TAOJIN_TLS_PASSWORD.", fault);
        }
    }
}
