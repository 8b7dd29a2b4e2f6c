using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Taojin.Cli.Tests;

/// <summary>While a server holds the workspace, verbs go through it and say the same as without it.</summary>
[Collection(nameof(TrainedFolder))]
public sealed partial class ServedVerbTests(TrainedFolder trained) : FolderOfItsOwn
{
    private string Shop => field ??= trained.CopyTo(PathOf("店铺"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Questions_have_the_same_answers_with_a_server_and_without_one()
    {
        string[][] questions =
        [
            ["recommend", "买家7", "-n", "4", "--full", "--as-of-log-end"], ["explain", "买家7", "茶61", "--as-of-log-end"], ["predict", "买家7", "-n", "3", "--as-of-log-end"],
            ["models"], ["experiments"], ["drift"], ["privacy", "consent", "买家7"], ["market", "segments"], ["market", "value", "--weeks", "20"], ["label", "--progress"], ["service", "waiting"],
        ];
        var alone = new List<Ended>();
        foreach (var question in questions)
            alone.Add(await BuiltProgram.Taojin.Run([.. question, "--json", "-w", Shop]));
        using var server = await Served.Start(Shop);

        foreach (var (question, before) in questions.Zip(alone))
        {
            var served = await BuiltProgram.Taojin.Run([.. question, "--json", "-w", Shop]);
            served.Code.ShouldBe(before.Code, served.Errors);
            Same(JsonNode.Parse(served.Output)!, JsonNode.Parse(before.Output)!, question[0]);
        }
        (await BuiltProgram.Taojin.Run("models", "--lang", "zh", "-w", Shop)).ShouldBeDone().Output.ShouldContain("recommend/item-knn/000001");
    }

    [Fact]
    public async Task What_is_told_published_and_trained_through_a_server_stands_after_it()
    {
        await File.WriteAllLinesAsync(PathOf("新.csv"), ["user_id,item_id,kind,time", "买家1,茶1,view,1781615000", "买家2,茶2,看,1781615000", "买家3,茶3,cart,1781615001"], Stop);
        using (var server = await Served.Start(Shop))
        {
            (await Taojin("feedback", "新客", "cart", "茶7", "--event-id", "e1", "--json")).Json.GetProperty("accepted").GetInt32().ShouldBe(1);
            (await Taojin("feedback", "新客", "cart", "茶7", "--event-id", "e1", "--json")).Json.GetProperty("duplicate").GetInt32().ShouldBe(1);

            var receipt = (await Taojin("import", $"csv:{PathOf("新.csv")}", "--json")).Json;
            (receipt.GetProperty("accepted").GetInt32(), receipt.GetProperty("rejected").GetInt32()).ShouldBe((2, 1));
            receipt.GetProperty("source").GetString().ShouldBe($"csv:{PathOf("新.csv")}");
            (await File.ReadAllTextAsync(receipt.GetProperty("rejects_file").GetString()!, Stop)).ShouldContain("新.csv,3,3,kind,");
            (await Taojin("import", $"csv:{PathOf("新.csv")}", "--json")).Json.GetProperty("duplicate").GetInt32().ShouldBe(2);

            (await Taojin("publish", "recommend/popular/000001", "--reason", "对照", "--canary", "10%")).Output.ShouldContain("canary 10%");
            (await Taojin("promote", "recommend")).Output.ShouldContain("recommend@live → recommend/popular/000001");
            (await Taojin("rollback", "recommend", "--json")).Json.GetProperty("version").GetString().ShouldBe("recommend/item-knn/000001");
            (await Taojin("privacy", "consent", "买家9", "--allow", "analytics", "--json")).Json.GetProperty("allows").GetString().ShouldBe("analytics");

            var run = (await Taojin("train", "--task", "recommend", "-a", "popular", "--json")).Json[0];
            run.GetProperty("models")[0].GetProperty("version").GetString().ShouldBe("recommend/popular/000002");
            var backup = (await Taojin("backup", Path.Combine(Shop, "backups", "nightly"), "--json")).Json;
            (backup.GetProperty("files").GetInt32() > 3, File.Exists(Path.Combine(Shop, "backups", "nightly", "shop.duckdb"))).ShouldBe((true, true), backup.ToString());
            (await BuiltProgram.Taojin.Run("backup", PathOf("别处"), "-w", Shop)).Errors.ShouldContain($"./taojin backup {Path.Combine(Shop, "backups", "别处")}");
            (await BuiltProgram.Taojin.Run("market", "segments", "--csv", PathOf("s.csv"), "--lang", "zh", "-w", Shop)).Errors.ShouldContain("serve.option");

            var refused = await BuiltProgram.Taojin.Run("train", "--task", "recommend", "--horizon", "6h", "-w", Shop);
            (refused.Code, refused.Errors.Contains("serve.option", StringComparison.Ordinal)).ShouldBe((1, true), refused.Errors);
            var prepare = await BuiltProgram.Taojin.Run("prepare", "--lang", "zh", "-w", Shop);
            (prepare.Code, prepare.Errors.Contains($"{server.Client.BaseAddress}docs", StringComparison.Ordinal)).ShouldBe((1, true), prepare.Errors);
            await server.End();
        }
        File.Exists(Path.Combine(Shop, "serve.json")).ShouldBeFalse();
        var known = (await Taojin("privacy", "export", "新客", "--json")).Output;
        known.ShouldContain("茶7");
        (await Taojin("models", "--json")).Json.EnumerateArray().Count().ShouldBe(4);
    }

    [Fact]
    public async Task A_closed_server_with_a_certificate_of_its_own_asks_for_the_key_and_a_killed_one_is_not_asked()
    {
        var owner = BuiltProgram.WithKey("correct-horse-battery");
        Certify();
        using (var server = await Served.Start(owner, Shop, "--as-of-log-end"))
        {
            (await File.ReadAllTextAsync(Path.Combine(Shop, "serve.json"), Stop)).ShouldNotContain("battery");
            var closed = await BuiltProgram.Taojin.Run("recommend", "买家7", "-w", Shop);
            (closed.Code, closed.Errors.Contains("TAOJIN_API_KEY", StringComparison.Ordinal)).ShouldBe((1, true), closed.Errors);
            server.Client.BaseAddress!.Scheme.ShouldBe("https");
            (await owner.Run("recommend", "买家7", "--json", "-w", Shop)).ShouldBeDone();
            (await owner.Run("feedback", "买家7", "cart", "茶7", "--json", "-w", Shop)).ShouldBeDone().Json.GetProperty("accepted").GetInt32().ShouldBe(1);
            var unknown = await owner.Run("explain", "买家7", "没有", "--json", "-w", Shop);
            unknown.Json.GetProperty("error").GetProperty("code").GetString().ShouldBe("item.unknown");
            var other = (await File.ReadAllTextAsync(Path.Combine(Shop, "serve.json"), Stop)).Replace("\"certificate\":\"", "\"certificate\":\"00", StringComparison.Ordinal);
            await File.WriteAllTextAsync(Path.Combine(Shop, "serve.json"), other, Stop);
            (await owner.Run("models", "-w", Shop)).Errors.ShouldContain("serve.unreachable"); // somebody else's certificate
            server.Kill();
        }
        File.Exists(Path.Combine(Shop, "serve.json")).ShouldBeTrue();
        (await BuiltProgram.Taojin.Run("models", "-w", Shop)).ShouldBeDone();
    }

    /// <summary>Gives the shop a certificate that nobody vouches for.</summary>
    private void Certify()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=店铺.example", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        File.WriteAllText(Path.Combine(Shop, "shop.pem"), certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        var settings = Path.Combine(Shop, "taojin.toml");
        File.WriteAllText(settings, File.ReadAllText(settings).Replace("tls_certificate = \"\"", "tls_certificate = \"shop.pem\"", StringComparison.Ordinal));
    }

    private async Task<Ended> Taojin(params string[] arguments) => (await BuiltProgram.Taojin.Run([.. arguments, "-w", Shop])).ShouldBeDone();

    [GeneratedRegex(@"\d+(\.\d+)?", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Numbers();

    /// <summary>The same document; clocks and counters may go on, and numbers that depend on the hour differ by a little.</summary>
    private static void Same(JsonNode? served, JsonNode? alone, string place)
    {
        if (served is JsonObject document)
        {
            document.Select(each => each.Key).ShouldBe(alone!.AsObject().Select(each => each.Key), place);
            foreach (var (name, value) in document.Where(each => each.Key is not ("request_id" or "time" or "as_of" or "since" or "until")))
                Same(value, alone!.AsObject()[name], $"{place}.{name}");
        }
        else if (served is JsonArray list)
        {
            list.Count.ShouldBe(alone!.AsArray().Count, place);
            for (var index = 0; index < list.Count; index++)
                Same(list[index], alone[index], $"{place}[{index}]");
        }
        else if (served?.GetValueKind() == JsonValueKind.Number)
            served.GetValue<double>().ShouldBe(alone!.GetValue<double>(), 1e-3, place);
        else
            Numbers().Replace($"{served}", "#").ShouldBe(Numbers().Replace($"{alone}", "#"), place);
    }
}
