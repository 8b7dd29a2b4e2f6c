using Taojin.Data;
using Taojin.Server.Tests.Access;
using Taojin.Storage.Backup;

namespace Taojin.Server.Tests;

/// <summary>Persons and backups over HTTP.</summary>
public sealed class PrivacyRouteTests
{
    private const string Person = "王小明-7731", Escaped = "%E7%8E%8B%E5%B0%8F%E6%98%8E-7731";

    [Fact]
    public async Task A_person_is_handed_out_and_erased_while_the_server_answers()
    {
        using var shop = new BareShop();
        shop.Mine.Workspace.Log.Append([new() { UserId = Person, ItemId = "p1", Kind = EventKind.Cart, Time = shop.Mine.Now }]);
        await using var server = await shop.Serve();
        (await server.Get($"/api/v1/users/{Escaped}/data")).Body.GetProperty("tables").GetProperty("events").GetArrayLength().ShouldBe(1);

        using var answer = await server.Client.DeleteAsync($"/api/v1/users/{Escaped}/data", TestContext.Current.CancellationToken);

        answer.IsSuccessStatusCode.ShouldBeTrue();
        (await server.Get($"/api/v1/users/{Escaped}/data")).Status.ShouldBe(404);
        (await server.Post("/api/v1/events", $$"""[{"user_id":"{{Person}}","item_id":"p1","kind":"view"}]""")).Body.GetProperty("accepted").GetInt32().ShouldBe(1);
        (await server.Get("/api/v1/erasures")).Body.GetProperty("receipts").GetArrayLength().ShouldBe(1);
        File.ReadAllText(Directory.GetFiles(Path.Combine(shop.Folder, "audit")).Single()).ShouldNotContain("7731");
    }

    [Fact]
    public async Task Names_are_others_after_a_rotation_and_the_running_server_knows_everybody_by_their_id()
    {
        using var shop = new BareShop();
        var key = Path.Combine(Path.GetDirectoryName(shop.Folder)!, "pseudonym.key");
        await File.WriteAllTextAsync(key, new string('k', 64) + "\n", TestContext.Current.CancellationToken);
        shop.Settle("privacy", $"pseudonym_key_file = '{key}'");
        await using var server = await shop.Serve();
        (await server.Post("/api/v1/events", $$"""[{"user_id":"{{Person}}","item_id":"p1","kind":"cart"}]""")).Status.ShouldBe(200);
        (await server.Post("/api/v1/pseudonyms/rotations", "{}")).Body.GetProperty("code").GetString().ShouldBe("privacy.key-no-new");
        await File.AppendAllTextAsync(key, new string('n', 64) + "\n", TestContext.Current.CancellationToken);

        var rotated = await server.Post("/api/v1/pseudonyms/rotations", "{}");

        (rotated.Status, rotated.Body.GetProperty("generation").GetInt32()).ShouldBe((200, 2));
        (await server.Get($"/api/v1/users/{Escaped}/data")).Body.GetProperty("tables").GetProperty("events").GetArrayLength().ShouldBe(1);
        (await server.Post("/api/v1/events", $$"""[{"user_id":"{{Person}}","item_id":"p2","kind":"cart"}]""")).Status.ShouldBe(200);
        var data = (await server.Get($"/api/v1/users/{Escaped}/data")).Body;
        data.GetProperty("tables").GetProperty("events").GetArrayLength().ShouldBe(2);
        data.GetProperty("user_id").GetString().ShouldStartWith("pn2_");
        (await server.Get($"/api/v1/users/{Escaped}/recommendations?explain=full")).Status.ShouldBe(200);
        (await server.Get("/api/v1/pseudonyms/rotations")).Body.GetProperty("receipts").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Consent_is_said_and_kept()
    {
        using var shop = new BareShop();
        await using var server = await shop.Serve();
        (await server.Get($"/api/v1/users/{Escaped}/consents")).Body.GetProperty("marketing").GetBoolean().ShouldBeTrue();

        using var body = new StringContent("""{"personalisation":false,"analytics":true,"marketing":false}""", System.Text.Encoding.UTF8, "application/json");
        (await server.Client.PutAsync($"/api/v1/users/{Escaped}/consents", body, TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();

        (await server.Get($"/api/v1/users/{Escaped}/consents")).Body.GetProperty("marketing").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_backup_is_made_checked_and_restored_by_its_name_alone()
    {
        using var shop = new BareShop();
        await using var server = await shop.Serve();
        (await server.Post("/api/v1/backups", """{"name":"2026-05-04"}""")).Status.ShouldBe(201);
        (await server.Post("/api/v1/backups", """{"name":"../../etc"}""")).Body.GetProperty("code").GetString().ShouldBe("backup.name");
        (await server.Post("/api/v1/backups/2026-05-04/check", "{}")).Status.ShouldBe(200);
        (await server.Post("/api/v1/backups/2026-05-04/restore", "{}")).Status.ShouldBe(200);
        (await server.Get("/api/v1/backups")).Body.GetProperty("backups").GetArrayLength().ShouldBe(1);
        var restored = Path.Combine(shop.Folder, "backups", "2026-05-04.restored");
        using var mine = Workflows.Mine.Open(restored);
        mine.Workspace.Log.Summary().Events.ShouldBe(20);

        File.AppendAllText(Path.Combine(shop.Folder, "backups", "2026-05-04", "taojin.toml"), "#");
        (await server.Post("/api/v1/backups/2026-05-04/check", "{}")).Body.GetProperty("code").GetString().ShouldBe("backup.damaged");
        Should.Throw<TaojinException>(() => BackupManifest.Checked(Path.Combine(shop.Folder, "backups", "2026-05-04")));
    }
}
