using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Taojin.Server.Operations;
using Taojin.Storage.Access;
using Taojin.Tests.Shops;

namespace Taojin.Server.Tests.Access;

/// <summary>What stands between the world and the routes: limits, origins, cookies, certificates, the audit log.</summary>
public sealed class DoorTests : IDisposable
{
    private const string Key = "correct-horse-battery", Recommend = "/api/v1/users/u1/recommendations?log_shown=false";
    private readonly BareShop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task Who_asks_too_much_is_told_to_wait_with_a_key_or_without()
    {
        _shop.Settle("server", "requests_per_second = 2");
        await using var server = await _shop.Serve(Key, Key);

        var statuses = new List<int>();
        for (var time = 0; time < 6; time++)
            statuses.Add((await server.Get(Recommend)).Status);
        statuses.ShouldContain(200);
        using var refused = await server.Client.GetAsync(Recommend, TestContext.Current.CancellationToken);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);

        server.Client.DefaultRequestHeaders.Authorization = null;
        var keyless = new List<int>();
        for (var time = 0; time < 8; time++)
            keyless.Add((await server.Get(Recommend)).Status);
        (keyless[0], keyless[^1]).ShouldBe((401, 429));
    }

    [Fact]
    public async Task An_address_that_guesses_is_not_heard_until_it_has_waited_even_when_it_guesses_right()
    {
        _shop.Settle("server", "wrong_keys_per_minute = 3");
        await using var server = await _shop.Serve(Key);
        (await SignIn(server, Key)).RequestMessage!.RequestUri!.AbsolutePath.ShouldStartWith("/docs");
        var guesses = new List<int>();
        foreach (var guess in new[] { "wrong-1", "wrong-2", "wrong-3", "wrong-4", Key })
            guesses.Add(await Status(server, guess));

        guesses.ShouldBe([401, 401, 401, 429, 429]);
        (await SignIn(server, Key)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await server.Get(Recommend)).Status.ShouldBe(200, "Who has signed in before shows no key, and nobody guesses a cookie.");
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_one_client_that_guesses_locks_out_itself_alone()
    {
        _shop.Settle("server", "wrong_keys_per_minute = 1", "trusted_proxies = \"127.0.0.1, ::1\"");
        await using var server = await _shop.Serve(Key);

        (await Status(server, "wrong-1", "203.0.113.7")).ShouldBe(401);
        (await Status(server, Key, "203.0.113.7")).ShouldBe(429);
        (await Status(server, Key, "203.0.113.8")).ShouldBe(200);
        (await Status(server, "wrong-1", "2001:db8::7")).ShouldBe(401);
        (await Status(server, Key, "2001:db8::8")).ShouldBe(429, "Whoever has a network of 64 bits has all of its addresses.");
    }

    [Fact]
    public async Task Who_is_refused_again_and_again_fills_no_disk_and_is_counted()
    {
        await using var server = await _shop.Serve(Key);
        for (var time = 0; time < 25; time++)
            (await server.Get(Recommend)).Status.ShouldBe(401);
        await server.Services.GetServices<IHostedService>().OfType<RefusalCount>().Single().StopAsync(TestContext.Current.CancellationToken);

        var acts = new AuditFile(_shop.Folder).Latest(100);
        acts.Count(act => act.Outcome == "401").ShouldBe(10);
        acts[0].LeftOut.ShouldBe(15);
    }

    [Fact]
    public async Task Only_named_origins_may_ask_from_a_page_and_bodies_have_a_limit()
    {
        _shop.Settle("server", "cors_origins = \"https://shop.example\"", "body_mib = 0.001");
        await using var server = await _shop.Serve(Key, Key);

        (await AllowedOrigin(server, "https://shop.example")).ShouldBe("https://shop.example");
        (await AllowedOrigin(server, "https://attacker.example")).ShouldBeNull();
        (await server.Post("/api/v1/events", $"[\"{new string('大', 2000)}\"]")).Body.GetProperty("code").GetString().ShouldBe("request.too-large");
    }

    [Fact]
    public async Task A_browser_signs_in_with_a_key_and_no_other_site_can_use_its_cookie()
    {
        await using var server = await _shop.Serve(Key);
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/docs");
        asked.Headers.Accept.ParseAdd("text/html");
        (await server.Client.SendAsync(asked, TestContext.Current.CancellationToken)).RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/sign-in");

        (await SignIn(server, "wrong-horse-battery")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SignIn(server, Key)).RequestMessage!.RequestUri!.AbsolutePath.ShouldStartWith("/docs"); // the client keeps the cookie

        (await server.Get(Recommend)).Status.ShouldBe(200);
        server.Client.DefaultRequestHeaders.Add("Origin", "https://attacker.example");
        (await server.Get(Recommend)).Body.GetProperty("code").GetString().ShouldBe("auth.origin");
    }

    [Theory]
    [InlineData("//attacker.example")]
    [InlineData("https://attacker.example")]
    [InlineData("/\\attacker.example")]
    public async Task Signing_in_leads_nowhere_else(string to)
    {
        await using var server = await _shop.Serve(Key);
        (await SignIn(server, Key, to)).RequestMessage!.RequestUri!.Authority.ShouldBe(server.Client.BaseAddress!.Authority);
    }

    [Fact]
    public async Task Answers_carry_the_headers_that_browsers_go_by()
    {
        await using var server = await _shop.Serve();
        using var answer = await server.Client.GetAsync(Recommend, TestContext.Current.CancellationToken);
        Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(answer, "Content-Security-Policy").ShouldBe("default-src 'none'; frame-ancestors 'none'");
        Header(answer, "Cache-Control").ShouldBe("no-store");
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task It_speaks_TLS_with_the_certificate_that_the_settings_name()
    {
        using var pair = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", pair, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        File.WriteAllText(Path.Combine(_shop.Folder, "tls.pem"), certificate.ExportCertificatePem() + "\n" + pair.ExportPkcs8PrivateKeyPem());
        _shop.Settle("server", "tls_certificate = \"tls.pem\"");
        await using var server = await _shop.Serve(Key);
        server.Client.BaseAddress!.Scheme.ShouldBe("https");

        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(certificate);
        using var trusting = new HttpClient(new SocketsHttpHandler { SslOptions = new() { CertificateChainPolicy = trust } });
        using var answer = await trusting.GetAsync(new Uri(server.Client.BaseAddress, "/health/live"), TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        Header(answer, "Strict-Transport-Security").ShouldStartWith("max-age=");
        await IsHealthyToTheImage(server);
    }

    /// <summary>Runs what the image asks whether it lives.</summary>
    private static async Task IsHealthyToTheImage(RunningServer server)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/curl"), "There is no curl on this machine.");
        const string Before = " CMD ";
        var check = File.ReadLines(Path.Combine(Approved.Root, "deploy", "Dockerfile")).Single(line => line.StartsWith("HEALTHCHECK", StringComparison.Ordinal));
        var command = check[(check.IndexOf(Before, StringComparison.Ordinal) + Before.Length)..].Replace(":8686", $":{server.Client.BaseAddress!.Port}", StringComparison.Ordinal);
        using var asked = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-c", command]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        await asked.WaitForExitAsync(TestContext.Current.CancellationToken);
        asked.ExitCode.ShouldBe(0, await asked.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Acts_are_noted_by_key_and_route_and_only_admins_read_them()
    {
        var keys = new KeyFile(_shop.Folder, TimeProvider.System);
        var reader = keys.Add("读者", AccessScopes.Read, []);
        await using var server = await _shop.Serve(Key, reader.Secret);
        (await server.Get("/api/v1/audit")).Status.ShouldBe(403);
        server.Client.DefaultRequestHeaders.Authorization = new("Bearer", Key);
        (await server.Post("/api/v1/keys", """{"name":"网站","scopes":["read","write"]}""")).Status.ShouldBe(201);

        var (status, list) = await server.Get("/api/v1/audit");

        status.ShouldBe(200);
        var acts = list.GetProperty("acts").EnumerateArray().Select(act => $"{act.GetProperty("key")} {act.GetProperty("act")} {act.GetProperty("outcome")}").ToArray();
        acts.ShouldBe(["env POST /api/v1/keys 201", $"{reader.Key.Id} GET /api/v1/audit 403"]);
    }

    [Fact]
    public async Task No_key_no_user_and_no_word_of_a_person_comes_into_a_log()
    {
        string[] secret = [Key, "wrong-horse-battery", "王小明-canary-7731", "我的退款在哪里canary", "tj_"];
        using var logs = new CollectedLogs();
        await using (var server = await _shop.Serve(Key, Key, logs))
        {
            var user = Uri.EscapeDataString(secret[2]);
            await server.Get($"/api/v1/users/{user}/recommendations");
            await server.Get($"/api/v1/users/{user}/nothing?key={Key}");
            await server.Post("/api/v1/predictions", $$"""{"user_id":"{{secret[2]}}"}""");
            await server.Post("/api/v1/events", $$"""[{"user_id":"{{secret[2]}}","kind":"search","colour":"{{secret[3]}}"}]""");
            await server.Post("/api/v1/answers", $$"""{"text":"{{secret[3]}}","user_id":"{{secret[2]}}"}""");
            await server.Get($"/fault/{user}"); // a route of this test that fails with the person's name in its message
            server.Client.DefaultRequestHeaders.Authorization = new("Bearer", secret[1]);
            await server.Get(Recommend);
        }

        logs.Lines.ShouldContain(line => line.Contains("InvalidDataException", StringComparison.Ordinal), "The fault itself is logged.");
        var written = logs.Lines.Concat(Directory.GetFiles(Path.Combine(_shop.Folder, "audit")).SelectMany(File.ReadAllLines)).ToArray();
        written.Where(line => secret.Any(word => line.Contains(word, StringComparison.Ordinal) || line.Contains(Uri.EscapeDataString(word), StringComparison.Ordinal))).ShouldBeEmpty();
    }

    private static async Task<string?> AllowedOrigin(RunningServer server, string origin)
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/v1/events");
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        using var answer = await server.Client.SendAsync(preflight, TestContext.Current.CancellationToken);
        return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null;
    }

    private static async Task<int> Status(RunningServer server, string key, string? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Recommend);
        request.Headers.Authorization = new("Bearer", key);
        if (client is not null)
            request.Headers.Add("X-Forwarded-For", client);
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> SignIn(RunningServer server, string key, string to = "/docs")
    {
        using var form = new FormUrlEncodedContent([new("key", key), new("to", to)]);
        return await server.Client.PostAsync("/sign-in", form, TestContext.Current.CancellationToken);
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();
}

/// <summary>Every line that the server would have logged, however unimportant.</summary>
internal sealed class CollectedLogs : ILoggerProvider, ILogger
{
    private readonly Lock _turn = new();

    public List<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_turn)
            Lines.Add($"{formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
