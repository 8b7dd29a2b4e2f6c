using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using CsCheck;
using Taojin.Server.Tests.Access;

namespace Taojin.Server.Tests;

/// <summary>Whatever file is sent, good rows are kept, bad ones are named by their line, and what is no file of rows is refused with a code: never a fault of the server, never a hang.</summary>
public sealed class UploadFuzzTests : IAsyncLifetime
{
    private const string Header = "event_id,user_id,item_id,kind,time,price";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private static int _events;
    private readonly BareShop _shop = new();
    private RunningServer _server = null!;

    /// <summary>Rows that cannot be used, each for a reason of its own; #: an id.</summary>
    private static readonly string[] Bad =
    [
        "#,,茶1,view,1760000000,1", "#,客,,cart,1760000000,1", "#,客,茶1,凝视,1760000000,1", "#,客,茶1,,1760000000,1", "#,客,茶1,view,昨天,1", "#,客,茶1,view,,1", "#,客,茶1,view,99999999999,1",
        "#,客,茶1,view,1760000000,-1", "#,客,茶1,view,1760000000,九块九", "#,客,茶1,view,1760000000,1e999", "#,客,茶1", "#,客,茶1,view,1760000000,1,多,余", $"#,客,{new string('长', 100)},view,1760000000,1",
        "#,客,\"茶\"1,view,1760000000,1",
    ];

    private static readonly string[] Encodings = ["utf-8", "bom", "utf-16", "gb18030"];

    private static readonly string[] Odd = ["", "\"", "\r", "\n\n", "\0", ",", "\t", "é", "\u202e", "\ufeff", "💰", "'; DROP TABLE events; --", "=1+1", new('大', 3000)];

    static UploadFuzzTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public async ValueTask InitializeAsync() => _server = await _shop.Serve();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _shop.Dispose();
    }

    [Fact]
    public async Task Good_rows_are_kept_and_bad_ones_are_named_by_their_line()
    {
        var files = Gen.Select(Gen.Int[-1, Bad.Length - 1].Array[0, 30], Gen.Int[0, 3].Select(each => Encodings[each]), Gen.Bool.Select(isLong => isLong ? "\r\n" : "\n"));
        await files.SampleAsync(
            async ((int[] Rows, string Encoding, string End) drawn) =>
            {
                int[] rows = [-1, -1, -1, .. drawn.Rows]; // what a file is follows from its first rows
                var text = string.Join(drawn.End, [Header, .. rows.Select(row => (row < 0 ? "#,买家七,茶杯,purchase,1760000000,9.5" : Bad[row]).Replace("#", $"f{Interlocked.Increment(ref _events)}"))]) + drawn.End;
                var (status, receipt) = await Send("format=csv&name=行为.csv" + (drawn.Encoding == "gb18030" ? "&encoding=gb18030" : ""), Encoded(text, drawn.Encoding));
                status.ShouldBe(200, $"{receipt}\n{text}");
                int Count(string name) => receipt.GetProperty(name).GetInt32();
                (Count("accepted"), Count("rejected"), Count("duplicate")).ShouldBe((rows.Count(row => row < 0), rows.Count(row => row >= 0), 0), $"{receipt}\n{text}");
                if (rows.Any(row => row >= 0))
                    (await RejectedLines(receipt)).ShouldBe(rows.Select((row, index) => (row, index)).Where(each => each.row >= 0).Select(each => each.index + 2), text);
            },
            iter: 25, threads: 1);
    }

    [Fact]
    public async Task Damaged_files_are_read_as_far_as_they_go_or_refused()
    {
        var csv = Encoding.UTF8.GetBytes(Header + "\n" + string.Concat(Enumerable.Range(0, 40).Select(row => $",买家{row},茶{row % 7},view,{1_760_000_000 + row},9.5\n")));
        var json = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40).Select(row => $$"""{"user_id":"买家{{row}}","item_id":"茶","kind":"cart","time":"2025-10-09T08:00:00Z","price":9.5}""" + "\n")));
        (string Query, byte[] Bytes)[] files =
        [
            ("format=csv&name=a.csv", csv), ("format=csv&name=a.csv.gz", Packed(csv)), ("format=csv&name=a.zip", Zipped(csv)), ("format=csv&name=a.csv&encoding=utf-16", csv),
            ("format=jsonl&name=a.jsonl", json), ("format=jsonl&name=a.jsonl.gz", Packed(json)), ("format=parquet&name=a.parquet", csv), ("format=taobao&name=a.csv", csv), ("format=csv&table=items&name=a.csv", csv),
        ];
        await Gen.Select(Gen.Int[0, files.Length - 1], Gen.Int[0, 4], Gen.Int[0, 100_000], Gen.Int[0, Odd.Length - 1]).SampleAsync(
            async ((int File, int How, int Where, int Odd) drawn) => await Sound(files[drawn.File].Query, Mutated(files[drawn.File].Bytes, drawn.How, drawn.Where, Odd[drawn.Odd])),
            iter: 90, threads: 1);
    }

    [Fact]
    public async Task Huge_deep_empty_and_foreign_files_are_refused_or_read()
    {
        (string Query, byte[] Bytes)[] files =
        [
            ("format=csv", []), ("format=csv", [0xEF, 0xBB, 0xBF]), ("format=csv&name=../../etc/passwd", "a\n"u8.ToArray()), ("format=jsonl", "[]"u8.ToArray()), ("format=parquet", "PAR1PAR1"u8.ToArray()),
            ("format=csv", Encoding.UTF8.GetBytes(Header + "\n\"" + new string('开', 1 << 20))), ("format=csv", Encoding.UTF8.GetBytes(new string(',', 1 << 20))), ("format=csv", new byte[1 << 20]),
            ("format=jsonl", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 50_000)))), ("format=jsonl", Encoding.UTF8.GetBytes($"{{\"user_id\":\"{new string('大', 1 << 20)}\"}}")),
            ("format=csv&name=bomb.csv.gz", Packed(new byte[300 << 20])), ("format=csv&name=a.csv&columns=user_id,user_id&header=false", "a,b\n"u8.ToArray()), ("format=csv&time_format=soon", "a,b\n"u8.ToArray()),
            ("format=csv&map=看", "a,b\n"u8.ToArray()), ("format=csv&separator=%00", "a,b\n"u8.ToArray()), ("format=没有", "a,b\n"u8.ToArray()), ("format=csv&table=shop", "a,b\n"u8.ToArray()), ("name=x", "a,b\n"u8.ToArray()), ("format=csv&header=maybe", "a,b\n"u8.ToArray()),
        ];
        foreach (var (query, bytes) in files)
            await Sound(query, bytes);
    }

    [Fact]
    public async Task A_sender_that_breaks_off_leaves_nothing()
    {
        var before = (await _server.Get("/api/v1/imports")).Body.GetProperty("imports").GetArrayLength();
        using (var line = new TcpClient())
        {
            await line.ConnectAsync("127.0.0.1", _server.Client.BaseAddress!.Port, Stop);
            await line.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"POST /api/v1/imports?format=csv HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n{Header}\n,断线,茶,view,1760000000,1\n"), Stop);
        }
        await Sound("format=csv", Encoding.UTF8.GetBytes($"{Header}\n,还在,茶,view,1760000000,1\n"));
        (await _server.Get("/api/v1/imports")).Body.GetProperty("imports").GetArrayLength().ShouldBe(before + 1);
        (await _server.Get("/api/v1/events?user_id=断线")).Body.GetProperty("events").GetArrayLength().ShouldBe(0);
    }

    private async Task Sound(string query, byte[] bytes)
    {
        var (status, said) = await Send(query, bytes);
        status.ShouldBeLessThan(500, $"{query}\n{said}");
        if (status == 200)
            said.GetProperty("read").GetInt64().ShouldBe(said.GetProperty("accepted").GetInt64() + said.GetProperty("rejected").GetInt64() + said.GetProperty("duplicate").GetInt64(), query);
        else
            said.GetProperty("code").GetString().ShouldNotBeNullOrEmpty(query);
    }

    private async Task<(int Status, JsonElement Said)> Send(string query, byte[] bytes)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(Patience);
        using var content = new ByteArrayContent(bytes);
        using var response = await _server.Client.PostAsync($"/api/v1/imports?{query}", content, patience.Token);
        return ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(patience.Token)).RootElement);
    }

    private async Task<IEnumerable<int>> RejectedLines(JsonElement receipt)
    {
        var rows = await _server.Client.GetStringAsync($"/api/v1/imports/{receipt.GetProperty("import_id").GetString()}/rejects", Stop);
        return rows.Split("\n行为.csv,").Skip(1).Select(row => int.Parse(row.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static byte[] Encoded(string text, string encoding) => encoding switch
    {
        "bom" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
        "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
        _ => Encoding.GetEncoding(encoding).GetBytes(text),
    };

    private static byte[] Mutated(byte[] file, int how, int where, string odd)
    {
        var place = where % file.Length;
        switch (how)
        {
            case 0:
                return file[..place];
            case 1:
                file = [.. file];
                file[place] ^= (byte)(1 << (where % 8));
                return file;
            case 2:
                return [.. file[..place], .. Encoding.UTF8.GetBytes(odd), .. file[place..]];
            case 3:
                return [.. file[..place], 0xFF, 0xC0, 0x80, .. file[place..]];
            default:
                return [.. file[place..], .. file[..place]];
        }
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Zipped(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        using (var entry = zip.CreateEntry("行为.csv").Open())
            entry.Write(bytes);
        return packed.ToArray();
    }
}
