using System.Text;
using CsCheck;
using Taojin.Storage.Reading;

namespace Taojin.Storage.Tests.Reading;

public sealed class DelimitedReaderTests
{
    [Fact]
    public void Fields_are_parted_at_separators_and_rows_at_either_line_end()
    {
        var rows = Rows("a,b,\r\n,,\nx,中文,z");

        rows.Select(row => string.Join('|', row.Fields)).ShouldBe(["a|b|", "||", "x|中文|z"]);
        rows.Select(row => row.Line).ShouldBe([1L, 2L, 3L]);
        rows.Select(row => row.IsEnded).ShouldBe([true, true, false]);
    }

    [Fact]
    public void Files_of_bare_carriage_returns_are_read() => Rows("a,b\rc,d\r").Select(row => string.Join('|', row.Fields)).ShouldBe(["a|b", "c|d"]);

    [Fact]
    public void Blank_lines_are_no_rows_and_count_as_lines() => Rows("a\n\n\r\nb\n").Select(row => row.Line).ShouldBe([1L, 4L]);

    [Fact]
    public void A_quoted_field_holds_separators_quotes_and_line_ends()
    {
        var rows = Rows("1,\"a,\"\"b\"\"\r\nc\",2\n3,4,5\n");

        rows[0].Fields.ShouldBe(["1", "a,\"b\"\r\nc", "2"]);
        rows[1].Fields.ShouldBe(["3", "4", "5"]);
        rows[1].Line.ShouldBe(3);
    }

    [Fact]
    public void A_quote_within_a_bare_field_is_a_letter() => Rows("5\" pipe,b\n")[0].Fields.ShouldBe(["5\" pipe", "b"]);

    [Fact]
    public void After_an_open_quote_reading_goes_on_with_the_next_line()
    {
        var rows = Rows("a,\"open\nb,c\nd,e\n");

        rows.Select(row => (row.Fault, row.Line)).ShouldBe([(RowFault.QuoteOpen, 1L), (RowFault.None, 2L), (RowFault.None, 3L)]);
        rows[1].Fields.ShouldBe(["b", "c"]);
    }

    [Fact]
    public void An_open_quote_takes_at_most_a_thousand_lines()
    {
        var text = new StringBuilder("a,\"open\n");
        for (var line = 0; line < 3000; line++)
            text.Append("b,c\n");
        text.Append("d,e\"\n");

        var rows = Rows(text.ToString());

        rows[0].Fault.ShouldBe(RowFault.QuoteOpen);
        rows.Count.ShouldBe(3002);
        rows.Skip(1).ShouldAllBe(row => row.Fault == RowFault.None);
    }

    [Fact]
    public void Text_after_a_closing_quote_is_a_fault_of_its_first_line()
    {
        var rows = Rows("\"a\nb\"c,d\ne,f\n");

        rows.Select(row => (row.Fault, row.Line)).ShouldBe([(RowFault.QuoteBroken, 1L), (RowFault.None, 2L), (RowFault.None, 3L)]);
    }

    [Fact]
    public void A_field_of_ten_megabytes_is_one_fault_and_reading_goes_on()
    {
        var rows = Rows("a,b\n" + new string('x', 10 << 20) + ",y\nc,d\n");

        rows.Select(row => (row.Fault, row.Line)).ShouldBe([(RowFault.None, 1L), (RowFault.TooLong, 2L), (RowFault.None, 3L)]);
        rows[2].Fields.ShouldBe(["c", "d"]);
    }

    [Fact]
    public void A_quoted_field_over_a_megabyte_is_one_fault_of_its_first_line()
    {
        var line = new string('x', 100_000);
        var rows = Rows("\"" + string.Join('\n', Enumerable.Repeat(line, 15)) + "\",y\nc,d\n");

        rows[0].Fault.ShouldBe(RowFault.QuoteOpen);
        rows[^1].Fields.ShouldBe(["c", "d"]);
        rows.Count.ShouldBe(16);
    }

    [Fact]
    public void A_nul_byte_is_a_fault_of_its_row() => Rows("a,b\nc\0,d\ne,f\n").Select(row => row.Fault).ShouldBe([RowFault.None, RowFault.Nul, RowFault.None]);

    [Fact]
    public void Separators_of_two_letters_part_fields() =>
        Rows("1::a:b::\n", new DelimitedShape("::"u8.ToArray(), Quotes: false))[0].Fields.ShouldBe(["1", "a:b", ""]);

    [Fact]
    public void What_a_writer_wrote_is_read_back_however_the_stream_is_cut()
    {
        var cell = Gen.OneOf("", "a", "中", "\"", ",", "\n", "x,\"y\"\r\nz", "12345678901234567890123456789012345");
        Gen.Select(cell.Array[1, 6].Array[1, 12], Gen.Int[1, 40]).Sample((rows, chunk) =>
        {
            var text = string.Concat(rows.Select(row => string.Join(',', row.Select(Quoted)) + "\n"));
            var read = Read(new ChunkedStream(Encoding.UTF8.GetBytes(text), chunk), DelimitedShape.Comma);
            return read.Select(row => string.Join('\u0001', row.Fields))
                .SequenceEqual(rows.Where(row => row.Length > 1 || row[0].Length > 0).Select(row => string.Join('\u0001', row)));
        });
    }

    [Fact]
    public void Any_bytes_end_in_rows_or_faults_and_no_line_is_lost()
    {
        var letters = Gen.OneOf((byte)'a', (byte)',', (byte)'"', (byte)'\n', (byte)'\r', (byte)0, (byte)0xE4);
        Gen.Select(letters.Array[0, 200], Gen.Int[1, 7]).Sample((bytes, chunk) =>
        {
            var rows = Read(new ChunkedStream(bytes, chunk), DelimitedShape.Comma);
            rows.Zip(rows.Skip(1)).ShouldAllBe(pair => pair.Second.Line > pair.First.Line);
            rows.Count.ShouldBeLessThanOrEqualTo(bytes.Length);
        });
    }

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static List<Row> Rows(string text, DelimitedShape? shape = null) => Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), shape ?? DelimitedShape.Comma);

    private static List<Row> Read(Stream stream, DelimitedShape shape)
    {
        var reader = new DelimitedReader(stream, shape);
        var rows = new List<Row>();
        while (reader.Next())
        {
            var fields = new List<string>();
            for (var field = 0; reader.Fault == RowFault.None && field < reader.FieldCount; field++)
                fields.Add(Encoding.UTF8.GetString(reader[field]));
            rows.Add(new(fields, reader.Line, reader.Fault, reader.IsEnded));
        }
        return rows;
    }

    private sealed record Row(IReadOnlyList<string> Fields, long Line, RowFault Fault, bool IsEnded);

    /// <summary>Gives few bytes at a time.</summary>
    private sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, chunk)]);
    }
}
