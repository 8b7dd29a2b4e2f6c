using Taojin.Data;

namespace Taojin.Storage.Tests.Privacy;

/// <summary>An erasure takes a person out of what this program writes; files that others put into the workspace it leaves, and names.</summary>
public sealed class LooseFileTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_erasure_of_a_short_id_leaves_files_of_others_as_they_are_and_names_them()
    {
        using var shop = Filled("42", "43");
        string[] others = ["encoders/minilm/vocab.txt", "encoders/minilm/tokenizer.json", "tls.pem", "名单.csv", "exports/2025.csv", "images/a.png", "images/b.png", "images/c.png", "images/d.png"];
        foreach (var name in others)
            _scratch.File("shop/" + name, name.EndsWith(".png", StringComparison.Ordinal) ? [0x89, 0x50, 0, (byte)'4', (byte)'2', 0] : "行\n42\n43\n"u8.ToArray());
        _scratch.File("shop/images/42.jpg", "无"u8.ToArray());
        var cursor = _scratch.File("shop/feeds/orders/cursor.json", """{"after":"7","id":"42"}""");

        var receipt = shop.Privacy.Erase("42");

        receipt.WasKnown.ShouldBeTrue();
        foreach (var name in others)
            File.ReadAllBytes(_scratch.PathOf("shop/" + name)).AsSpan().IndexOf("42"u8).ShouldBeGreaterThan(0, name);
        File.Exists(_scratch.PathOf("shop/images/42.jpg")).ShouldBeTrue();
        File.Exists(cursor).ShouldBeTrue();
        var left = receipt.Remains.Single(trace => trace.WhatZh.Contains("并非由本程序写入"));
        foreach (var name in new[] { "encoders/minilm/vocab.txt", "encoders/minilm/tokenizer.json", "tls.pem", "名单.csv", "exports/2025.csv", "images/ (5 files)" })
            left.What.ShouldContain(name);
        left.WhatZh.ShouldContain("images/ (5 个文件)");
        left.What.ShouldNotContain("42");
        receipt.Files.ShouldBeEmpty();
    }

    [Fact]
    public void Of_what_this_program_wrote_goes_what_names_the_person_and_a_number_names_nobody()
    {
        using var shop = Filled("42");
        var (report, kept) = (_scratch.File("shop/reports/training-recommend.json", """{"users":42}"""), _scratch.File("shop/kept/people.json", """{"best":["42"]}"""));
        var (plan, offers) = (_scratch.File("shop/plans/plan-1/plan.json", """{"eligible":42,"note":"42"}"""), _scratch.File("shop/plans/plan-1/offers.csv", "\uFEFFuser_id,offer,last\n42,券,1\n\"a,b\",券,42\n43,\"买过 42 次\",42\n"));
        var trials = _scratch.File("shop/reports/tuning-recommend-als.jsonl", "{\"factors\":42}\n{\"user\":\"42\"}\n");

        var receipt = shop.Privacy.Erase("42");

        File.Exists(report).ShouldBeTrue();
        File.Exists(plan).ShouldBeTrue();
        File.Exists(kept).ShouldBeFalse();
        File.ReadAllText(offers).ShouldBe("user_id,offer,last\n\"a,b\",券,42\n43,\"买过 42 次\",42\n");
        File.ReadAllText(trials).ShouldBe("{\"factors\":42}\n");
        receipt.Files.Select(file => file.Path).Order(StringComparer.Ordinal).ShouldBe(["kept/people.json", "plans/plan-1/offers.csv", "reports/tuning-recommend-als.jsonl"]);
        receipt.Remains.ShouldBeEmpty();
    }

    [Fact]
    public void Links_out_of_the_workspace_are_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        using var shop = Filled("李雷");
        var (far, near) = (_scratch.File("elsewhere/李雷.csv", "李雷,1\n"), _scratch.File("archive/old.html", "<p>李雷</p>"));
        Directory.CreateSymbolicLink(_scratch.PathOf("shop/reports/old"), Path.GetDirectoryName(near)!);
        Directory.CreateSymbolicLink(_scratch.PathOf("shop/plans"), Path.GetDirectoryName(far)!);
        File.CreateSymbolicLink(_scratch.PathOf("shop/reports/one.html"), near);

        var receipt = shop.Privacy.Erase("李雷");

        File.ReadAllText(far).ShouldBe("李雷,1\n");
        File.ReadAllText(near).ShouldBe("<p>李雷</p>");
        receipt.Files.ShouldBeEmpty();
        receipt.Remains.Single(trace => trace.What.Contains("links")).What.ShouldContain("plans/");
    }

    private Workspace Filled(params string[] users)
    {
        var shop = _scratch.Init();
        shop.Log.Append([.. users.Select(user => new NewEvent { UserId = user, ItemId = "灯笼", Kind = EventKind.View, Time = Instant.Of(_scratch.Clock.GetUtcNow()) })]);
        return shop;
    }
}
