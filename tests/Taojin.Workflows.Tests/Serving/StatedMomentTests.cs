using Taojin.Storage.Models;
using Taojin.Tests.Shops;
using Taojin.Workflows.Serving;

namespace Taojin.Workflows.Tests.Serving;

/// <summary>All servers of a shop begin with a version at the moment that its publication states, and one that starts meanwhile begins with the version before.</summary>
public sealed class StatedMomentTests : IDisposable
{
    private readonly TrainedShop _shop = Shops.OfItsOwn();
    private readonly StagedClock _clock;
    private readonly Mine _mine;

    public StatedMomentTests()
    {
        _clock = new(_shop.Clock.GetUtcNow());
        _shop.Mine.Dispose();
        _mine = Mine.Open(_shop.Folder, clock: _clock);
    }

    [Fact]
    public void Servers_switch_at_the_stated_moment_and_not_when_they_learn_of_it()
    {
        var (before, next) = (_mine.Models.Current(Aliases.Recommend)!, Other());
        var servers = new List<LiveShop> { Opened(), Opened() };
        new Publish(_mine) { From = _mine.Now + TimeSpan.FromSeconds(30) }.Run(Aliases.Recommend, next, "换版");
        servers.ForEach(server => server.Reload());
        _clock.Move(TimeSpan.FromSeconds(20));
        servers.Add(Opened()); // it starts between
        servers.ForEach(server => server.Reload());

        servers.ShouldAllBe(server => Version(server) == before.ToString());
        _clock.Move(TimeSpan.FromSeconds(10));
        servers.ShouldAllBe(server => Version(server) == next.ToString());
    }

    [Fact]
    public async Task Each_list_is_made_by_one_version_from_beginning_to_end_while_versions_change_on_all_servers()
    {
        ModelVersion[] versions = [_mine.Models.Current(Aliases.Recommend)!, Other()];
        LiveShop[] servers = [Opened(), Opened()];
        var whole = versions.Select(version =>
        {
            Answer(version);
            return List(servers[0]);
        }).ToHashSet();
        using var end = new CancellationTokenSource();
        var asking = Enumerable.Range(0, 4).Select(asker => Task.Run(() =>
        {
            var lists = new List<string>();
            while (!end.IsCancellationRequested)
                lists.Add(List(servers[asker % 2]));
            return lists;
        })).ToArray();

        for (var turn = 0; turn < 30; turn++)
            Answer(versions[turn % 2]);
        await end.CancelAsync();
        var seen = (await Task.WhenAll(asking)).SelectMany(lists => lists).ToArray();

        whole.Count.ShouldBe(2); // they would give different lists
        seen.Distinct().ShouldBe(whole, ignoreOrder: true);

        void Answer(ModelVersion version)
        {
            new Publish(_mine).Run(Aliases.Recommend, version, "换版");
            foreach (var server in servers)
                server.Reload();
        }
    }

    [Fact]
    public void What_is_taken_back_before_its_moment_never_answers_and_another_alias_does_not_wait()
    {
        var (before, next) = (_mine.Models.Current(Aliases.Recommend)!, Other());
        var server = Opened();
        new Publish(_mine) { From = _mine.Now + TimeSpan.FromSeconds(30) }.Run(Aliases.Recommend, next, "换版");
        server.Reload();
        new Publish(_mine).Rollback(Aliases.Recommend);
        new Publish(_mine).Run("recommend@首页", next, "首页");
        server.Reload();
        _clock.Move(TimeSpan.FromSeconds(60));

        Version(server).ShouldBe(before.ToString());
        _mine.Models.Current("recommend@首页").ShouldBe(next);
    }

    [Fact]
    public void A_moment_further_off_than_an_hour_is_of_another_clock_and_not_waited_for()
    {
        var (server, next) = (Opened(), Other());
        new Publish(_mine) { From = _mine.Now + TimeSpan.FromDays(365) }.Run(Aliases.Recommend, next, "换版");
        server.Reload();

        Version(server).ShouldBe(next.ToString());
    }

    [Fact]
    public void What_cannot_be_read_when_a_moment_comes_is_read_later_and_ends_nothing()
    {
        var (server, before, next) = (Opened(), _mine.Models.Current(Aliases.Recommend)!, Other());
        new Publish(_mine) { From = _mine.Now + TimeSpan.FromSeconds(30) }.Run(Aliases.Recommend, next, "换版");
        server.Reload();
        new Publish(_mine) { From = _mine.Now + TimeSpan.FromMinutes(10) }.Run(Aliases.Recommend, before, "换回");
        var (path, aliases) = (Path.Combine(_shop.Folder, "aliases.json"), File.ReadAllText(Path.Combine(_shop.Folder, "aliases.json")));
        File.WriteAllText(path, "坏了");

        _clock.Move(TimeSpan.FromSeconds(30));
        Version(server).ShouldBe(next.ToString());
        _clock.Move(TimeSpan.FromSeconds(60)); // still not
        File.WriteAllText(path, aliases);
        _clock.Move(TimeSpan.FromSeconds(60));

        _clock.Move(TimeSpan.FromMinutes(10));
        Version(server).ShouldBe(before.ToString());
    }

    public void Dispose()
    {
        _mine.Dispose();
        _shop.Dispose();
    }

    private LiveShop Opened() => LiveShop.Open(_mine, new Prepare(_mine).Run().Log, threads: 2);

    private ModelVersion Other() => _mine.Models.Versions().First(version => version.Task == "recommend" && version.Name != "popular" && version != _mine.Models.Current(Aliases.Recommend));

    private string Version(LiveShop server) => server.Recommend(new(_shop.Regular, 3, LogShown: false)).Model;

    /// <summary>What a list says: its version, and its items with what that version gives them.</summary>
    private string List(LiveShop server)
    {
        var list = server.Recommend(new(_shop.Regular, 5, LogShown: false));
        return $"{list.Model}: {string.Join(' ', list.Items.Select(item => $"{item.ItemId} {item.Score:R}"))}";
    }

    /// <summary>A clock that stands still until it is moved, and rings on the mover's thread.</summary>
    private sealed class StagedClock(DateTimeOffset now) : TimeProvider
    {
        private readonly List<Bell> _bells = [];
        private DateTimeOffset _now = now;

        public override DateTimeOffset GetUtcNow() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var bell = new Bell(() => callback(state), _now + dueTime);
            if (period == Timeout.InfiniteTimeSpan)
                _bells.Add(bell);
            return bell;
        }

        public void Move(TimeSpan ahead)
        {
            _now += ahead;
            foreach (var bell in _bells.Where(bell => bell.Due <= _now).ToArray())
                if (_bells.Remove(bell))
                    bell.Ring();
        }

        private sealed class Bell(Action ring, DateTimeOffset due) : ITimer
        {
            private bool _isGone;

            public DateTimeOffset Due => due;

            public void Ring()
            {
                if (!_isGone)
                    ring();
            }

            public bool Change(TimeSpan dueTime, TimeSpan period) => false;

            public void Dispose() => _isGone = true;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
