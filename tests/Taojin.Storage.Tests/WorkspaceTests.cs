using System.Globalization;
using Taojin.Data;
using Taojin.Storage.Database;

namespace Taojin.Storage.Tests;

public sealed class WorkspaceTests
{
    [Fact]
    public void A_new_workspace_has_its_files_and_an_empty_log()
    {
        using var scratch = new Scratch();

        using var shop = scratch.Init();

        File.Exists(Path.Combine(shop.Folder, "taojin.toml")).ShouldBeTrue();
        File.Exists(Path.Combine(shop.Folder, "shop.duckdb")).ShouldBeTrue();
        Directory.Exists(Path.Combine(shop.Folder, "models")).ShouldBeTrue();
        shop.Log.Summary().Events.ShouldBe(0);
        shop.Log.Read().Count.ShouldBe(0);
    }

    [Fact]
    public void A_workspace_is_not_made_twice()
    {
        using var scratch = new Scratch();
        scratch.Init().Dispose();

        Should.Throw<TaojinException>(() => scratch.Init()).Code.ShouldBe("workspace.exists");
    }

    [Fact]
    public void A_folder_without_settings_is_no_workspace()
    {
        using var scratch = new Scratch();

        Should.Throw<TaojinException>(() => Workspace.Open(scratch.Shop, scratch.Clock)).Code.ShouldBe("workspace.missing");
    }

    [Fact]
    public void A_second_owner_is_told_the_first_ones_process()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        var fault = Should.Throw<TaojinException>(() => Workspace.Open(scratch.Shop, scratch.Clock));

        fault.Code.ShouldBe("workspace.in-use");
        fault.Message.ShouldContain(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_lock_of_a_dead_owner_is_taken_over()
    {
        using var scratch = new Scratch();
        scratch.Init().Dispose();
        File.WriteAllText(Path.Combine(scratch.Shop, "taojin.lock"), "999999");

        using var shop = Workspace.Open(scratch.Shop, scratch.Clock);

        shop.Log.Summary().Events.ShouldBe(0);
    }

    [Fact]
    public void A_workspace_of_any_older_program_opens_with_all_it_had()
    {
        using var scratch = new Scratch();
        foreach (var schema in new[] { 1, 5, Migrations.Newest - 1 }) // every one of them in ./bench faults --only migrate
        {
            var folder = scratch.PathOf($"schema-{schema}");
            OldWorkspace.Make(folder, schema, scratch.Clock);

            using var shop = Workspace.Open(folder, scratch.Clock);

            shop.Log.Summary().Events.ShouldBe(OldWorkspace.Events);
            shop.Log.Append([new() { EventId = "旧-99", UserId = "顾客-1", ItemId = "i1", Kind = EventKind.View, Time = shop.Log.Read().End }]).Duplicate.ShouldBe(1);
        }
    }

    [Fact]
    public void A_workspace_of_a_newer_program_is_refused_and_left_as_it_is()
    {
        using var scratch = new Scratch();
        using (var shop = scratch.Init())
        using (var database = LogDatabase.Open(Path.Combine(shop.Folder, "shop.duckdb"), shop.Settings))
            database.Run("schema_version_write", ("version", 99), ("applied", 0L));

        Should.Throw<TaojinException>(() => Workspace.Open(scratch.Shop, scratch.Clock)).Code.ShouldBe("workspace.newer");
        Should.Throw<TaojinException>(() => Workspace.Open(scratch.Shop, scratch.Clock)).Code.ShouldBe("workspace.newer"); // and the lock was given back
    }

    [Fact]
    public void A_damaged_database_is_refused_and_never_replaced()
    {
        using var scratch = new Scratch();
        scratch.Init().Dispose();
        var path = Path.Combine(scratch.Shop, "shop.duckdb");
        File.WriteAllText(path, "这不是数据库 this is no database, long enough to be looked at");
        var before = File.ReadAllBytes(path);

        Should.Throw<TaojinException>(() => Workspace.Open(scratch.Shop, scratch.Clock)).Code.ShouldBe("workspace.damaged");

        File.ReadAllBytes(path).ShouldBe(before);
    }

    [Fact]
    public void A_workspace_opens_again_with_all_it_held()
    {
        using var scratch = new Scratch();
        using (var shop = scratch.Init(new WorkspaceSettings { ShopName = "淘金" }))
            shop.Log.Append([new NewEvent { UserId = "甲", ItemId = "乙", Kind = EventKind.View, Time = Instant.OfSeconds(1_700_000_000) }]);

        using var again = Workspace.Open(scratch.Shop, scratch.Clock);

        again.Settings.ShopName.ShouldBe("淘金");
        again.Lines().ShouldBe(["甲 乙 view 2023-11-14T22:13:20Z"]);
    }
}
