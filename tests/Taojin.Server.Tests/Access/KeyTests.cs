using Taojin.Data;
using Taojin.Storage.Access;

namespace Taojin.Server.Tests.Access;

/// <summary>Keys open what they should, for as long as they should.</summary>
public sealed class KeyTests
{
    private const string Recommend = "/api/v1/users/u1/recommendations?log_shown=false";

    [Fact]
    public async Task A_revoked_key_is_refused_and_the_server_stays_closed()
    {
        using var shop = new BareShop();
        var secret = shop.Add("网站", AccessScopes.Read);
        await using var server = await shop.Serve(clientKey: secret);
        (await server.Get(Recommend)).Status.ShouldBe(200);

        shop.Keys.Revoke(shop.Keys.All().Single().Id);

        await Eventually(async () => (await server.Get(Recommend)).Status == 401);
    }

    [Fact]
    public async Task A_key_that_is_made_while_the_server_runs_opens_it_at_once()
    {
        using var shop = new BareShop();
        shop.Add("first", AccessScopes.Admin);
        await using var server = await shop.Serve();
        var later = shop.Add("later", AccessScopes.Read);

        server.Client.DefaultRequestHeaders.Add("X-API-Key", later); // as Gorse clients send it

        (await server.Get(Recommend)).Status.ShouldBe(200);
    }

    [Fact]
    public void Keys_that_are_made_and_revoked_at_once_are_all_there_and_gone()
    {
        using var shop = new BareShop();
        var gone = Enumerable.Range(0, 12).Select(number => shop.Keys.Add($"旧 {number}", AccessScopes.Read, []).Key.Id).ToArray();

        Parallel.For(0, 12, number =>
        {
            shop.Keys.Add($"新 {number}", AccessScopes.Read, []);
            shop.Keys.Revoke(gone[number]);
        });

        shop.Keys.All().Select(key => key.Name).ShouldBe(Enumerable.Range(0, 12).Select(number => $"新 {number}"), ignoreOrder: true);
    }

    [Fact]
    public void The_workspace_keeps_a_hash_and_a_key_past_its_day_opens_nothing()
    {
        using var shop = new BareShop();
        var secret = shop.Add("一天", AccessScopes.Read);
        File.ReadAllText(Path.Combine(shop.Folder, "keys.json")).ShouldNotContain(secret[12..]);
        var now = Instant.Of(TimeProvider.System.GetUtcNow());

        var (_, mortal) = shop.Keys.Add("短", AccessScopes.Read, [], TimeSpan.FromDays(1));

        KeyFile.Find(shop.Keys.All(), mortal, now).ShouldNotBeNull();
        KeyFile.Find(shop.Keys.All(), mortal, now + TimeSpan.FromDays(2)).ShouldBeNull();
        KeyFile.Find(shop.Keys.All(), secret + "x", now).ShouldBeNull();
    }

    [Fact]
    public async Task A_damaged_key_file_lets_nobody_in()
    {
        using var shop = new BareShop();
        File.WriteAllText(Path.Combine(shop.Folder, "keys.json"), "[{");

        (await Should.ThrowAsync<TaojinException>(() => shop.Serve())).Code.ShouldBe("keys.damaged");
    }

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        for (var tries = 0; tries < 60; tries++)
        {
            if (await holds())
                return;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        Assert.Fail("It did not come about within three seconds.");
    }
}
