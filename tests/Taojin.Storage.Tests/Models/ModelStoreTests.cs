using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Storage.CrashHost;
using Taojin.Storage.Models;

namespace Taojin.Storage.Tests.Models;

public sealed class ModelStoreTests
{
    [Fact]
    public void What_was_saved_is_read_back_bit_for_bit()
    {
        using var models = new SavedModels();
        float[] numbers = [0, -0f, float.NaN, float.PositiveInfinity, float.Epsilon, 1.1f];
        string[] ids = ["商品一", "", "a\nb\r\0c", "\"quoted\"", "🧧", new string('长', 40_000)];

        var version = models.Store.Save(KnownModel.Card, writer =>
        {
            writer.Array<float>("numbers", numbers);
            writer.Array<long>("none", []);
            writer.Array<double>("doubles", [double.MaxValue, Math.PI]);
            writer.Text("model.txt", "第一行\n第二行");
            writer.Bytes("model.onnx", [0, 255, 10]);
            writer.Ids("ids", ids);
            writer.Settings["horizon"] = 24;
        });

        var parts = models.Again().Open(version).Parts;
        parts.Array<float>("numbers").Select(BitConverter.SingleToInt32Bits).ShouldBe(numbers.Select(BitConverter.SingleToInt32Bits));
        parts.Array<long>("none").ShouldBeEmpty();
        parts.Array<double>("doubles").ShouldBe([double.MaxValue, Math.PI]);
        parts.Text("model.txt").ShouldBe("第一行\n第二行");
        parts.Bytes("model.onnx").ShouldBe([0, 255, 10]);
        parts.Ids("ids").ShouldBe(ids);
        ((int)parts.Settings["horizon"]!).ShouldBe(24);
    }

    [Fact]
    public void The_card_says_again_what_it_was_told()
    {
        using var models = new SavedModels();
        var told = KnownModel.Card with
        {
            Seed = ulong.MaxValue, HorizonHours = 24, IsBaseline = true, DataUntil = Instant.OfSeconds(1_511_686_800),
            Metrics = [new MetricValue("NDCG@10", 0.25, double.NaN, 0.3, 7)],
        };

        var card = models.Again().CardOf(models.Store.Save(told, writer => writer.Text("a", "b")));

        (card.Seed, card.HorizonHours, card.IsBaseline, card.DataUntil, card.Data).ShouldBe((ulong.MaxValue, 24, true, told.DataUntil, "杀进程测试"));
        card.Metrics.ShouldBe(told.Metrics);
        card.WrittenAt.ShouldBe(Instant.Of(models.Clock.Now));
        card.FormatVersion.ShouldBe(ModelCard.CurrentFormat);
    }

    [Fact]
    public void Versions_count_up_for_each_model_and_are_listed_in_order()
    {
        using var models = new SavedModels();
        for (var number = 1; number <= 11; number++)
            models.Save(number);
        models.Store.Save(KnownModel.Card with { Task = "purchase", Algorithm = "mlp" }, writer => writer.Text("a", "b"));

        var versions = models.Again().Versions();

        versions.Select(version => version.ToString()).ShouldBe(["purchase/mlp/000001", .. Enumerable.Range(1, 11).Select(number => $"recommend/implicit-als/{number:D6}")]);
        versions.Select(version => ModelVersion.Parse(version.ToString())).ShouldBe(versions);
        models.Store.Latest("recommend", "implicit-als")!.Number.ShouldBe(11);
        models.Store.Latest("recommend", "popular").ShouldBeNull();
    }

    [Fact]
    public void A_store_without_models_is_empty()
    {
        using var models = new SavedModels();

        models.Store.Versions().ShouldBeEmpty();
        models.Store.Aliases().ShouldBeEmpty();
        models.Store.Current(KnownModel.Alias).ShouldBeNull();
        Should.Throw<TaojinException>(() => models.Store.Open(new("recommend", "implicit-als", 1))).Code.ShouldBe("model.missing");
    }

    [Fact]
    public void A_half_written_version_is_not_seen_and_swept_by_the_next_save()
    {
        using var models = new SavedModels();
        models.Save(1);
        var half = Directory.CreateDirectory(Path.Combine(models.Home, "000002.unfinished")).FullName;
        File.WriteAllText(Path.Combine(half, "card.json"), "{}");

        models.Store.Versions().Count.ShouldBe(1);
        var next = models.Save(2);

        next.Number.ShouldBe(2);
        Directory.Exists(half).ShouldBeFalse();
        KnownModel.IsWhole(models.Store.Open(next), 2).ShouldBeTrue();
    }

    [Fact]
    public void A_fault_while_writing_leaves_no_version()
    {
        using var models = new SavedModels();

        Should.Throw<InvalidOperationException>(() => models.Store.Save(KnownModel.Card, writer =>
        {
            writer.Text("a", "b");
            throw new InvalidOperationException("磁盘已满");
        }));

        models.Store.Versions().ShouldBeEmpty();
        models.Save(1).Number.ShouldBe(1);
    }

    [Fact]
    public void The_number_of_a_version_that_lost_its_card_is_not_given_again()
    {
        using var models = new SavedModels();
        models.Save(1);
        File.Delete(models.FileOf(models.Save(2), "card.json"));

        models.Store.Versions().Count.ShouldBe(1);

        models.Save(3).Number.ShouldBe(3); // what is damaged is left as it is
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("模型")]
    public void A_name_that_is_no_plain_name_leads_nowhere(string name)
    {
        using var models = new SavedModels();

        Should.Throw<TaojinException>(() => models.Store.Save(KnownModel.Card with { Algorithm = name }, _ => { })).Code.ShouldBe("model.name-refused");
        Should.Throw<TaojinException>(() => models.Store.Save(KnownModel.Card, writer => writer.Text(name, "x"))).Code.ShouldBe("model.name-refused");
        Should.Throw<TaojinException>(() => ModelVersion.Parse($"recommend/{name}/000001")).Code.ShouldBe("model.version-unreadable");
        models.Store.Versions().ShouldBeEmpty();
    }
}
