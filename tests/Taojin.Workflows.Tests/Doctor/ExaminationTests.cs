using System.Net;
using System.Net.Sockets;
using Taojin.Data;
using Taojin.Tests.Shops;
using Taojin.Workflows.Doctor;

namespace Taojin.Workflows.Tests.Doctor;

/// <summary>Every fault that the doctor knows, really made, is found and named with its cure in both languages.</summary>
public sealed class ExaminationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-doctor-").FullName;
    private readonly int _port;

    public ExaminationTests()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            _port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        using var mine = Mine.Init(Shop, new() { Threads = 1, MemoryLimitGb = 0.5, ServerPort = _port });
        mine.Workspace.Log.Append([new() { UserId = "李雷", ItemId = "p1", Kind = EventKind.View, Time = mine.Now }]);
        mine.Workspace.Backups.Make(Path.Combine(_folder, "backup"));
    }

    private string Shop => Path.Combine(_folder, "shop");

    private DoctorScene Scene => new(Shop, TimeProvider.System) { FreeBytes = _ => 10L << 30, Memory = () => 8L << 30, Loads = _ => true, Variable = _ => null };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_shop_that_lacks_nothing_but_a_model_is_told_so()
    {
        var bad = Bad(Scene);
        bad.Select(check => check.Name).ShouldBe(["shop"]);
        bad[0].Remedy.ShouldContain("./taojin train");
        Examination.Run(Scene).Count.ShouldBeGreaterThanOrEqualTo(14); // of a shop without certificate, pseudonyms and erasures
        Made.Count.ShouldBeGreaterThanOrEqualTo(15);
    }

    public static TheoryData<string> Faults => [.. Made.Keys];

    private static readonly Dictionary<string, Func<ExaminationTests, DoctorScene>> Made = new(StringComparer.Ordinal)
    {
        ["disk"] = test => test.Scene with { FreeBytes = _ => 1 << 20 },
        ["memory"] = test => test.Scene with { Memory = () => 1 << 28 },
        ["memory-limit"] = test => test.With("memory_limit_gb = 0.5", "memory_limit_gb = 512"),
        ["openmp"] = test => test.Scene with { Loads = _ => false },
        ["clock"] = test => test.Scene with { Clock = new SetClock(new(1970, 1, 2, 0, 0, 0, TimeSpan.Zero)) },
        ["languages"] = test => test.Scene with { Variable = name => name == "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT" ? "1" : null },
        ["workspace"] = test => test.Scene with { Folder = Path.Combine(test._folder, "nothing") },
        ["settings"] = test => test.With("memory_limit_gb", "memory_limit_bg"),
        ["shop"] = test => test.Broken("shop.duckdb"),
        ["erasures"] = test => test.Left("erasures/pending.json"),
        ["backup"] = test => test.Moved("backup"),
        ["port"] = test => test.Taken(),
        ["address"] = test => test.With("address = \"127.0.0.1\"", "address = \"203.0.113.7\""),
        ["keys"] = test => test.With("address = \"127.0.0.1\"", "address = \"0.0.0.0\""),
        ["tls"] = test => test.With("tls_certificate = \"\"", "tls_certificate = \"gone.pem\""),
        ["feeds"] = test => test.Dropped(),
        ["pseudonyms"] = test => test.With("pseudonym_key_file = \"\"", "pseudonym_key_file = \"../gone.key\""),
    };

    private TcpListener? _listener;

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_found_and_its_cure_is_named(string fault)
    {
        var scene = Made[fault](this);
        using var taken = _listener;

        var found = Bad(scene).FirstOrDefault(check => check.Name == fault);

        found.ShouldNotBeNull();
        found.Remedy.ShouldNotBeNullOrWhiteSpace();
        found.RemedyZh.ShouldNotBeNullOrWhiteSpace();
        found.Found.ShouldNotBeNullOrWhiteSpace();
        Bad(Scene with { Folder = scene.Folder }).Count.ShouldBeLessThan(8); // one fault is not taken for all
    }

    [Fact]
    public void A_table_that_cannot_be_pulled_is_named()
    {
        File.AppendAllText(Path.Combine(Shop, "taojin.toml"), $"\n[pulls.orders]\nconnection = \"postgres://reader@127.0.0.1:{_port}/shop\"\ntable = \"orders\"\ncursor = \"seen\"\nid = \"id\"\nkind = \"view\"\ncolumns = {{ user_id = \"u\", time = \"seen\" }}\n");

        Bad(Scene).Single(check => check.Name == "feeds").Found.ShouldContain("orders");
    }

    [Fact]
    public void A_shop_in_use_names_its_owner()
    {
        using var mine = Mine.Open(Shop);
        Bad(Scene).Single(check => check.Name == "shop").Found.ShouldContain(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static List<Check> Bad(DoctorScene scene) => [.. Examination.Run(scene).Where(check => !check.IsGood)];

    private DoctorScene With(string before, string after)
    {
        var path = Path.Combine(Shop, "taojin.toml");
        var text = File.ReadAllText(path);
        text.ShouldContain(before);
        File.WriteAllText(path, text.Replace(before, after, StringComparison.Ordinal));
        return Scene;
    }

    private DoctorScene Broken(string file)
    {
        File.WriteAllBytes(Path.Combine(Shop, file), new byte[64 << 10]);
        return Scene;
    }

    private DoctorScene Left(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Shop, file))!);
        File.WriteAllText(Path.Combine(Shop, file), """{"user_id":"没有人","receipt_id":"20260504-000000-1","requested":"2026-05-04T00:00:00Z"}""");
        return Scene;
    }

    private DoctorScene Moved(string folder)
    {
        Directory.Move(Path.Combine(_folder, folder), Path.Combine(_folder, "elsewhere"));
        return Scene;
    }

    /// <summary>A file that nobody took for a day.</summary>
    private DoctorScene Dropped()
    {
        Left("inbox/订单.csv");
        File.SetLastWriteTimeUtc(Path.Combine(Shop, "inbox", "订单.csv"), TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1));
        return With("\nfolder = \"\"", "\nfolder = \"inbox\"");
    }

    private DoctorScene Taken()
    {
        _listener = new(IPAddress.Loopback, _port);
        _listener.Start();
        return Scene;
    }
}
