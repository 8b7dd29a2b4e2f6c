namespace Taojin.Storage.Tests.Sources;

/// <summary>Counts of public sets, as published with them or counted by other programs (the data folder's README).</summary>
public sealed class PublishedSetTests
{
    [Fact]
    public void The_Taobao_samples_have_their_counts()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("taobao:" + DataSet("taobao-userbehavior/UserBehavior.hot.csv.gz"));

        receipt.AcceptedByKind.ShouldBe(new Dictionary<string, long> { ["view"] = 98_361, ["purchase"] = 2_493, ["cart"] = 6_063, ["favorite"] = 3_383 }, ignoreOrder: true);
        shop.Log.Summary().ShouldSatisfyAllConditions(log => log.Users.ShouldBe(66_454), log => log.Items.ShouldBe(84_793), log => log.Events.ShouldBe(110_300));
        shop.Import("taobao:" + DataSet("taobao-userbehavior/UserBehavior.tail10000.csv")).Duplicate.ShouldBe(8); // by comm: 8 rows of 10,000 stand in both files
        shop.Import("taobao:" + DataSet("taobao-userbehavior/UserBehavior.hot.csv.gz")).Accepted.ShouldBe(0);
    }

    [Fact]
    public void Rees46_has_its_whole_rows_and_one_cut_off()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("rees46:" + DataSet("rees46-oct2019/2019-Oct.csv.gz"));

        receipt.AcceptedByKind.ShouldBe(new Dictionary<string, long> { ["view"] = 17_055, ["purchase"] = 214, ["cart"] = 165 }, ignoreOrder: true);
        receipt.RejectedByCode.ShouldBe(new Dictionary<string, long> { ["row.cut-off"] = 1 });
        shop.Log.Summary().Users.ShouldBe(4_504);
    }

    [Fact]
    public void Online_retail_has_its_lines_and_customers()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("online-retail:" + DataSet("online-retail/online_retail.csv.gz"));

        // 397,924 lines of known customers that are no cancellation, 8,905 cancelled ones: the counts that studies of the set give.
        receipt.Read.ShouldBe(541_909);
        receipt.AcceptedByKind.ShouldBe(new Dictionary<string, long> { ["purchase"] = 397_924, ["return"] = 8_905 }, ignoreOrder: true);
        receipt.RejectedByCode.ShouldBe(new Dictionary<string, long> { ["user.missing"] = 135_080 });
        shop.Log.Summary().Users.ShouldBe(4_372);
    }

    [Fact]
    public void RetailRocket_by_behaviour_has_its_counts()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        shop.Import("retailrocket:" + DataSet("retailrocket-sslrec")).AcceptedByKind
            .ShouldBe(new Dictionary<string, long> { ["view"] = 75_374, ["cart"] = 12_456, ["purchase"] = 9_551 }, ignoreOrder: true);
    }

    [Fact]
    public void Tianchi_mobile_needs_its_codes_and_then_has_its_rows()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        var receipt = shop.Import(
            "csv:" + DataSet("tianchi-mobile/sample_user_behavior.csv"),
            request => request with { Map = SourceRequest.ParseMap("1=view,2=favorite,3=cart,4=purchase") });

        (receipt.Accepted, receipt.Detected[0].TimeFormat).ShouldBe((1_999, "iso"));
        shop.Log.Summary().Users.ShouldBe(34);
    }

    private static string DataSet(string path)
    {
        var root = Environment.GetEnvironmentVariable("TAOJIN_DATA") ?? Path.Combine(RepositoryRoot(), "..", "shared", "data");
        var full = Path.Combine(root, path);
        if (!File.Exists(full) && !Directory.Exists(full))
            Assert.Skip($"The data set {path} is not here. Set TAOJIN_DATA to the folder of data sets.");
        return full;
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Taojin.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
