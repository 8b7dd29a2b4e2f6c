using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Taojin.Data;
using Taojin.Server.Access;
using Taojin.Storage;

namespace Taojin.Server.Tests.Access;

/// <summary>Certificates as files hold them: each opens a connection, and one that cannot be used says why.</summary>
public sealed class TlsTests : IDisposable
{
    private const string Password = "TAOJIN_TLS_PASSWORD";
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-tls-").FullName;

    public TlsTests()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=shop.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        File.WriteAllBytes(PathOf("shop.pfx"), certificate.Export(X509ContentType.Pfx, "暗号-7731"));
        File.WriteAllText(PathOf("shop.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(PathOf("shop.key"), key.ExportPkcs8PrivateKeyPem());
    }

    [Fact]
    public async Task A_PFX_with_a_password_and_a_PEM_with_its_key_open_connections()
    {
        Environment.SetEnvironmentVariable(Password, "暗号-7731");

        (await Handshake(new() { TlsCertificate = "shop.pfx" })).ShouldBe("CN=shop.example");
        (await Handshake(new() { TlsCertificate = "shop.pem", TlsKey = "shop.key" })).ShouldBe("CN=shop.example");
        Tls.CertificateOf(new(), _folder).ShouldBeNull();
    }

    [Fact]
    public void A_wrong_password_a_missing_file_and_a_damaged_one_are_refused_with_the_keys_to_look_at()
    {
        File.WriteAllText(PathOf("broken.pfx"), "这不是证书");
        Environment.SetEnvironmentVariable(Password, "wrong");

        foreach (var name in new[] { "shop.pfx", "nothing.pfx", "broken.pfx" })
            Should.Throw<TaojinException>(() => Tls.CertificateOf(new() { TlsCertificate = name }, _folder)).ShouldSatisfyAllConditions(
                fault => fault.Code.ShouldBe("server.certificate"), fault => fault.Remedy.ShouldContain(Password));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Password, null);
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What a client sees whom the certificate is of.</summary>
    private async Task<string> Handshake(ServerSettings settings)
    {
        using var certificate = Tls.CertificateOf(settings, _folder)!;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var accepting = listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        using var accepted = await accepting;
        await using var server = new SslStream(accepted.GetStream());
        await using var asking = new SslStream(client.GetStream(), false, (_, seen, _, _) => seen?.Subject == "CN=shop.example");
        await Task.WhenAll(server.AuthenticateAsServerAsync(certificate), asking.AuthenticateAsClientAsync("shop.example"));
        return asking.RemoteCertificate!.Subject;
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
