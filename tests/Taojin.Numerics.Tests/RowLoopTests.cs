namespace Taojin.Numerics.Tests;

public sealed class RowLoopTests
{
    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 4)]
    [InlineData(64, 2)]
    [InlineData(65, 2)]
    [InlineData(10_000, 1)]
    [InlineData(10_000, 0)]
    [InlineData(10_000, 7)]
    public void Each_row_is_done_once(int rows, int threads)
    {
        var times = new int[rows];

        RowLoop.ForEach(rows, threads, CancellationToken.None, row => Interlocked.Increment(ref times[row]));

        times.ShouldAllBe(count => count == 1);
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        var alone = Work(1);

        foreach (var threads in new[] { 2, 3, 8 })
            Work(threads).ShouldBe(alone);
    }

    [Fact]
    public void Scratch_space_is_made_once_a_thread_and_never_shared()
    {
        var made = 0;
        var inUse = new int[8];

        RowLoop.ForEach(5000, 4, CancellationToken.None, () => Interlocked.Increment(ref made) - 1, (_, mine) =>
        {
            Interlocked.Increment(ref inUse[mine]).ShouldBe(1);
            Interlocked.Decrement(ref inUse[mine]);
        });

        made.ShouldBeInRange(1, 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_loop_that_is_cancelled_before_does_nothing(int threads)
    {
        var rows = 0;

        Should.Throw<OperationCanceledException>(() => RowLoop.ForEach(1000, threads, new CancellationToken(canceled: true), _ => Interlocked.Increment(ref rows)));

        rows.ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_loop_that_is_cancelled_on_the_way_ends_within_sixty_four_rows_a_thread(int threads)
    {
        using var cancellation = new CancellationTokenSource();
        var rows = 0;

        Should.Throw<OperationCanceledException>(() => RowLoop.ForEach(100_000, threads, cancellation.Token, _ =>
        {
            if (Interlocked.Increment(ref rows) >= 100)
                cancellation.Cancel(); // whoever comes so far, so that no thread runs on while another is about to ask
        }));

        rows.ShouldBeLessThan(100 + (64 * threads));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void The_fault_of_a_row_comes_out_as_it_is_whatever_the_threads(int threads) =>
        Should.Throw<FormatException>(() => RowLoop.ForEach(1000, threads, CancellationToken.None, row =>
        {
            if (row == 700)
                throw new FormatException("第 700 行");
        })).Message.ShouldBe("第 700 行");

    private static double[] Work(int threads)
    {
        var results = new double[3000];
        RowLoop.ForEach(results.Length, threads, CancellationToken.None, () => new double[4], (row, scratch) =>
        {
            var chance = SplitMix64.Stream(42, "row-loop-tests", row);
            for (var place = 0; place < scratch.Length; place++)
                scratch[place] = chance.NextNormal();
            results[row] = scratch.Sum();
        });
        return results;
    }
}
