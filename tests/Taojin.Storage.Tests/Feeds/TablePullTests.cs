using Taojin.Data;
using Taojin.Storage.Feeds;
using Taojin.Storage.Settings;
using Taojin.Storage.Tests.Postgres;
using Taojin.Testing.Servers;

namespace Taojin.Storage.Tests.Feeds;

/// <summary>A table of a real PostgreSQL is pulled: every row once, whatever comes between.</summary>
public sealed class TablePullTests(PostgresShops shops)
{
    private const string Tables = """
        CREATE TABLE "order lines" (line_id bigint PRIMARY KEY, customer text, sku text, state text, paid timestamp, price numeric(9,2), n int, updated timestamptz DEFAULT now());
        CREATE TABLE goods (sku text PRIMARY KEY, name text, cents int, gone boolean, version bigint);
        """;

    private static readonly PullSettings Lines = new()
    {
        Name = "lines", Table = "order lines", Cursor = "updated", Id = "line_id",
        Kinds = new Dictionary<string, EventKind> { ["已付"] = EventKind.Purchase },
        Columns = new Dictionary<string, string> { ["user_id"] = "customer", ["item_id"] = "sku", ["kind"] = "state", ["time"] = "paid", ["price"] = "price", ["quantity"] = "n" },
    };

    [Fact]
    public void Rows_become_events_once_and_bad_ones_are_set_aside()
    {
        var source = NewSource();
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        using var pull = new TablePull(shop, Lines with { Connection = source });
        Insert(source, "(1, '张三', 't1', '已付', '2025-12-01 08:00', 88.5, 2), (2, '李四', 't2', 'view', '2025-12-01 09:00', NULL, NULL), (3, '王五', 't2', '退款', '2025-12-01 09:00', 1, 1), (4, '王五', NULL, 'view', '2025-12-01 09:00', 1, 1)");

        pull.Turn().ShouldBe(new("lines", Read: 4, Accepted: 2, Duplicate: 0, Rejected: 2));
        pull.Turn().ShouldBe(new("lines", 0, 0, 0, 0));
        Insert(source, "(5, '张三', 't2', 'cart', '2025-12-02', 9, 1)");
        pull.Turn().Accepted.ShouldBe(1);

        shop.Lines().ShouldBe(["张三 t1 purchase 2025-12-01T00:00:00Z", "李四 t2 view 2025-12-01T01:00:00Z", "张三 t2 cart 2025-12-01T16:00:00Z"]);
        var log = shop.Log.Read();
        (log.Price[0], log.Quantity[0]).ShouldBe((88.5f, 2f));
        var rejects = File.ReadAllLines(Path.Combine(shop.Folder, "feeds", "lines", "rejects.csv"));
        rejects.Skip(1).Select(line => string.Join(' ', line.Split(',')[0], line.Split(',')[2])).ShouldBe(["3 kind.unknown", "4 item.missing"]);
        using var again = new TablePull(shop, Lines with { Connection = source });
        again.Turn().ShouldBe(new("lines", Read: 5, Accepted: 0, Duplicate: 3, Rejected: 2)); // another process looks back by the overlap
    }

    [Fact]
    public void Values_that_are_none_here_are_the_fault_of_their_rows()
    {
        var source = NewSource();
        PostgresServer.Query(source, "CREATE TYPE money_of AS (amount numeric, unit text); CREATE TABLE odd (no bigint PRIMARY KEY, who text, what text, at timestamp, cost numeric, deal money_of)");
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        using var pull = new TablePull(shop, Lines with
        {
            Connection = source, Table = "odd", Cursor = "no", Id = "no", Kind = EventKind.View,
            Columns = new Dictionary<string, string> { ["user_id"] = "who", ["item_id"] = "what", ["time"] = "at", ["price"] = "cost", ["reason"] = "deal" },
        });
        PostgresServer.Query(source, """
            INSERT INTO odd VALUES (1, '甲', '茶', '-infinity', 1, NULL), (2, '甲', '茶', 'infinity', 1, NULL), (3, '甲', '茶', '0001-01-01', 1, NULL), (4, '甲', '茶', '2025-12-01', 1e60, NULL),
                (5, '甲', '茶', '2025-12-01', 'NaN', NULL), (6, '甲', '茶', '2025-12-01', 2, (3, '元')), (7, '甲', '茶', '2025-12-01', 2.5, NULL)
            """);

        pull.Turn().ShouldBe(new("lines", Read: 7, Accepted: 1, Duplicate: 0, Rejected: 6));

        File.ReadAllLines(Path.Combine(shop.Folder, "feeds", "lines", "rejects.csv")).Skip(1).Select(line => string.Join(' ', line.Split(',')[0], line.Split(',')[2])).ShouldBe(
            ["1 time.implausible", "2 time.implausible", "3 time.implausible", "4 number.invalid", "5 number.invalid", "6 text.invalid"], ignoreOrder: true);
        shop.Log.Read().Price.ShouldBe([2.5f]);
    }

    [Fact]
    public void A_transaction_that_was_open_longer_is_not_missed()
    {
        var source = NewSource();
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        using var pull = new TablePull(shop, Lines with { Connection = source });
        Insert(source, "(1, '快', 't1', 'view', '2025-12-01', 1, 1)");
        pull.Turn().Accepted.ShouldBe(1);

        PostgresServer.Query(source, "INSERT INTO \"order lines\" VALUES (2, '慢', 't1', 'view', '2025-12-01', 1, 1, now() - interval '4 minutes')");

        pull.Turn().ShouldBe(new("lines", 1, 1, 0, 0));
    }

    [Fact]
    public void Many_rows_of_one_moment_come_whole_over_pages_and_an_end_between()
    {
        var source = NewSource();
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        PostgresServer.Query(source, "INSERT INTO \"order lines\" SELECT n, 'u' || n % 7, 't' || n % 9, 'view', '2025-12-01', 1, 1, '2025-12-01' FROM generate_series(1, 12000) n");

        using (var pull = new TablePull(shop, Lines with { Connection = source }))
            Should.Throw<OperationCanceledException>(() => pull.Turn(CancelledAfter(shop, 5000)));
        using (var pull = new TablePull(shop, Lines with { Connection = source, OverlapSeconds = 0 }))
            pull.Turn().Accepted.ShouldBe(7000);

        shop.Log.Summary().Events.ShouldBe(12000);
    }

    [Fact]
    public void A_number_as_cursor_is_followed_in_its_order_over_pages_and_may_be_a_field_too()
    {
        var source = NewSource();
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        PostgresServer.Query(source, "CREATE TABLE visits AS SELECT n AS seen, timestamp '2025-12-01' AS at, 'u' || n % 7 AS customer, '茶' || n AS sku FROM generate_series(1, 12000) n");
        using var pull = new TablePull(shop, new()
        {
            Name = "visits", Connection = source, Table = "visits", Cursor = "seen", Id = "seen", Kind = EventKind.View,
            Columns = new Dictionary<string, string> { ["user_id"] = "customer", ["item_id"] = "sku", ["time"] = "at", ["session_id"] = "seen" },
        });

        pull.Turn().ShouldBe(new("visits", Read: 12000, Accepted: 12000, Duplicate: 0, Rejected: 0));
        shop.Log.Read().Items.Count.ShouldBe(12000);
    }

    [Fact]
    public void Items_follow_their_table_by_a_version_number()
    {
        var source = NewSource();
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        using var pull = new TablePull(shop, Settings($$"""
            [pulls.goods]
            connection = "{{source}}"
            table = "public.goods"
            cursor = "version"
            id = "sku"
            into = "items"
            columns = { item_id = "sku", title = "name", price = "cents", hidden = "gone" }
            """).Single());
        PostgresServer.Query(source, "INSERT INTO goods VALUES ('t1', '龙井', 88, false, 1), ('t2', '碧螺春', 66, NULL, 2)");
        pull.Turn().Accepted.ShouldBe(2);

        PostgresServer.Query(source, "UPDATE goods SET name = '西湖龙井', gone = true, version = 3 WHERE sku = 't1'");

        pull.Turn().ShouldBe(new("goods", 1, 1, 0, 0));
        shop.Resources.Items.Find("t1").ShouldBe(new("t1") { Title = "西湖龙井", Price = 88, Hidden = true });
        shop.Resources.Items.Find("t2")!.Title.ShouldBe("碧螺春");
    }

    [Fact]
    public void What_cannot_be_pulled_says_why_and_a_server_that_comes_back_is_gone_on_with()
    {
        var source = NewSource();
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        Code(Lines with { Connection = source, Table = "nowhere" }).ShouldBe("feed.table-unknown");
        Code(Lines with { Connection = source, Id = "nothing" }).ShouldBe("feed.table-unknown");
        Code(Lines with { Connection = source, Cursor = "sku" }).ShouldBe("feed.cursor-type");
        Code(Lines with { Connection = "postgres://taojin@127.0.0.1:1/shop" }).ShouldBe("feed.unreachable");
        Code(Lines with { Connection = "postgres://reader:${TAOJIN_NO_SUCH_VARIABLE}@127.0.0.1/shop" }).ShouldBe("store.address-invalid");
        Code(Lines).ShouldBe("feed.no-address");

        string Code(PullSettings feed)
        {
            using var pull = new TablePull(shop, feed);
            return Should.Throw<TaojinException>(() => pull.Turn()).Code;
        }
    }

    [Theory]
    [InlineData("id = \"a\"", "settings.value-invalid")]
    [InlineData("table = \"t\"\ncursor = \"c\"\nid = \"i\"\ncolumns = { user_id = \"u\", time = \"t\" }", "settings.value-invalid")]
    [InlineData("table = \"t\"\ncursor = \"c\"\nid = \"i\"\nkind = \"view\"\ncolumns = { usr_id = \"u\", time = \"t\" }", "settings.key-unknown")]
    [InlineData("tabel = \"t\"", "settings.key-unknown")]
    [InlineData("into = \"orders\"", "settings.value-invalid")]
    public void Settings_that_do_not_suit_are_refused(string text, string code) =>
        Should.Throw<TaojinException>(() => Settings("[pulls.\"一号\"]\n" + text)).Code.ShouldBe(code);

    private string NewSource()
    {
        var source = shops.NewStore();
        PostgresServer.Query(source, Tables);
        return source;
    }

    private static IReadOnlyList<PullSettings> Settings(string text) => SettingsFile.Read(text).Feeds.Pulls;

    private static void Insert(string source, string rows) =>
        PostgresServer.Query(source, $"INSERT INTO \"order lines\" (line_id, customer, sku, state, paid, price, n) VALUES {rows}");

    /// <summary>Ends a turn once so many events are in the log, as a kill between two pages would.</summary>
    private static CancellationToken CancelledAfter(Workspace shop, int events)
    {
        var source = new CancellationTokenSource();
        var count = 0;
        shop.Log.Follow(more =>
        {
            if ((count += more.Count) >= events)
                source.Cancel();
        });
        return source.Token;
    }
}
