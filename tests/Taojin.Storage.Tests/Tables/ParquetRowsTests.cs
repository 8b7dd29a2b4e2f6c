using DuckDB.NET.Data;
using Taojin.Data;
using Taojin.Storage.Tables;

namespace Taojin.Storage.Tests.Tables;

public sealed class ParquetRowsTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void A_file_holds_ids_moment_label_and_every_bit_of_the_values()
    {
        var path = _scratch.File("行'一.parquet", "");
        ParquetRows.Write(path, ["pair_view", "user_hours_since_event"], [
            new("客一", "品'乙", Instant.OfSeconds(1_780_000_000), true, new[] { 0.1f, float.NaN }),
            new("客二", "品甲", Instant.OfSeconds(1_780_000_000), false, new[] { -0f, float.Epsilon }),
        ]);

        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM read_parquet($path)";
        command.Parameters.Add(new DuckDBParameter("path", path));
        using var reader = command.ExecuteReader();
        Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ShouldBe(["user_id", "item_id", "cut", "bought", "pair_view", "user_hours_since_event"]);
        reader.Read().ShouldBeTrue();
        (reader.GetString(0), reader.GetString(1), reader.GetDateTime(2), reader.GetBoolean(3)).ShouldBe(("客一", "品'乙", new DateTime(2026, 5, 28, 20, 26, 40), true));
        (reader.GetFloat(4), reader.GetFloat(5)).ShouldBe((0.1f, float.NaN));
        reader.Read().ShouldBeTrue();
        (BitConverter.SingleToUInt32Bits(reader.GetFloat(4)), reader.GetFloat(5)).ShouldBe((0x80000000u, float.Epsilon));
        reader.Read().ShouldBeFalse();
    }

    public void Dispose() => _scratch.Dispose();
}
