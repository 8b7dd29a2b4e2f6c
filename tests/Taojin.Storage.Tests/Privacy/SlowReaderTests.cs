using Taojin.Data;

namespace Taojin.Storage.Tests.Privacy;

/// <summary>Whoever reads for long holds up an erasure, and nobody else.</summary>
public sealed class SlowReaderTests
{
    [Fact]
    public async Task Events_and_answers_go_on_while_an_erasure_waits_for_a_slow_reader()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        Note(shop, scratch, "李雷");
        Note(shop, scratch, "韩梅梅");
        using var slow = new Blocked();
        var export = Task.Run(() => shop.Resources.Export.JsonLinesAsync("events", slow, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await slow.Begun.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        var erasure = Task.Run(() => shop.Privacy.Erase("李雷"), TestContext.Current.CancellationToken);
        for (var turn = 0; turn < 3; turn++)
        {
            Note(shop, scratch, $"客{turn}");
            var read = Task.Run(() => shop.Log.Read().Count, TestContext.Current.CancellationToken); // takes over what the journal holds
            (await read.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ShouldBe(3 + turn);
        }
        erasure.IsCompleted.ShouldBeFalse();
        slow.Release();

        (await erasure.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).WasKnown.ShouldBeTrue();
        await export;
        shop.Lines().Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal).ShouldBe(new[] { "客0", "客1", "客2", "韩梅梅" }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_erasure_gives_up_waiting_for_a_reader_that_never_ends_and_is_ended_later()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        shop.Log.ReaderPatience = TimeSpan.Zero;
        Note(shop, scratch, "李雷");
        using var slow = new Blocked();
        var export = Task.Run(() => shop.Resources.Export.JsonLinesAsync("events", slow, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await slow.Begun.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Should.Throw<TaojinException>(() => shop.Privacy.Erase("李雷")).Code.ShouldBe("storage.busy");
        slow.Release();
        await export;
        shop.Retention.Run();

        shop.Privacy.Receipts().Single().WasKnown.ShouldBeTrue();
        shop.Lines().ShouldBeEmpty();
    }

    private static void Note(Workspace shop, Scratch scratch, string user) =>
        shop.Log.Append([new() { UserId = user, ItemId = "灯笼", Kind = EventKind.View, Time = Instant.Of(scratch.Clock.GetUtcNow()) }]);

    /// <summary>A receiver that takes nothing until it is released.</summary>
    private sealed class Blocked : MemoryStream
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _released.TrySetResult();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Begun.TrySetResult();
            await _released.Task.WaitAsync(cancellationToken);
        }
    }
}
