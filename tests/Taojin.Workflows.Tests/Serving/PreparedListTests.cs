using Taojin.Data;
using Taojin.Tests.Shops;
using Taojin.Workflows.Serving;

namespace Taojin.Workflows.Tests.Serving;

/// <summary>Lists that stand ready are the lists that would be made now; and a model that is damaged is answered for by the one before.</summary>
public sealed class PreparedListTests : IDisposable
{
    private readonly TrainedShop _shop = Shops.OfItsOwn();

    [Theory]
    [InlineData("implicit-als")]
    [InlineData("item-knn")]
    public void A_prepared_list_is_the_one_that_scoring_everything_makes_before_and_after_an_event(string algorithm)
    {
        var model = _shop.Mine.Models.Latest("recommend", algorithm)!;
        _shop.Mine.Models.Publish(Aliases.Recommend, model, "test");
        var live = _shop.Live();

        Answer(live).ShouldBe(Scored(live));
        Answer(live).ShouldBe(Scored(live));
        live.Observe([_shop.Event(_shop.Regular, Answer(live)[0], EventKind.Cart)]);
        Answer(live).ShouldBe(Scored(live));
    }

    [Fact]
    public void Many_readers_and_a_writer_agree_on_what_a_user_was_told()
    {
        var live = _shop.Live();
        var users = _shop.Prepared.Log.Users.Ids.Take(50).ToArray();
        live.PrepareLists();
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 4 }, round =>
        {
            var user = users[round % users.Length];
            var item = live.Recommend(new(user, 5, LogShown: false)).Items[0].ItemId;
            live.Observe([_shop.Event(user, item, EventKind.View)]);
            live.Recommend(new(user, 5, LogShown: false)).Items.ShouldAllBe(each => each.ItemId != item);
        });
    }

    [Fact]
    public void Of_a_damaged_model_the_version_before_answers()
    {
        var (before, now) = (_shop.Mine.Models.Latest("recommend", "item-knn")!, _shop.Mine.Models.Latest("recommend", "implicit-als")!);
        _shop.Mine.Models.Publish(Aliases.Recommend, before, "test");
        _shop.Mine.Models.Publish(Aliases.Recommend, now, "test");
        var path = Path.Combine(_shop.Folder, "models", "recommend", "implicit-als", $"{now.Number:D6}", "item_factors");
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);

        _shop.Live().Recommend(new(_shop.Regular, 5, LogShown: false)).Model.ShouldBe(before.ToString());
    }

    [Fact]
    public void A_card_whose_bits_flip_is_refused()
    {
        var version = _shop.Mine.Models.Latest("recommend", "item-knn")!;
        var path = Path.Combine(_shop.Folder, "models", "recommend", "item-knn", $"{version.Number:D6}", "card.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("events", "Events", StringComparison.Ordinal));
        Should.Throw<TaojinException>(() => _shop.Mine.Models.CardOf(version)).Code.ShouldBe("model.damaged");
    }

    public void Dispose() => _shop.Dispose();

    private string[] Answer(LiveShop live) => [.. live.Recommend(new(_shop.Regular, 10, LogShown: false)).Items.Select(item => item.ItemId)];

    /// <summary>A traced list is made from the scores of all items.</summary>
    private string[] Scored(LiveShop live) => [.. live.Recommend(new(_shop.Regular, 10, LogShown: false) { IsTraced = true }).Items.Select(item => item.ItemId)];
}
