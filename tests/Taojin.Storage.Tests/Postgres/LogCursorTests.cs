using Taojin.Storage.Postgres;

namespace Taojin.Storage.Tests.Postgres;

public sealed class LogCursorTests
{
    /// <summary>The example of PostgreSQL's manual, section 9.27.9, of pg_snapshot: 10:20:10,14,15.</summary>
    [Theory]
    [InlineData(9, true)]
    [InlineData(10, false)]
    [InlineData(11, true)]
    [InlineData(14, false)]
    [InlineData(15, false)]
    [InlineData(19, true)]
    [InlineData(20, false)]
    public void A_transaction_is_seen_below_the_next_one_unless_it_was_running(long tx, bool isSeen) =>
        LogCursor.Parse("10:20:10,14,15").Has(tx).ShouldBe(isSeen);

    [Fact]
    public void What_is_no_snapshot_is_refused() => Should.Throw<FormatException>(() => LogCursor.Parse("甲"));
}
