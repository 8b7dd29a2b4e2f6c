using System.IO.Compression;
using System.Text;
using Taojin.Data;

namespace Taojin.Storage.Tests.BadInput;

public sealed class PackedFileTests
{
    private const string Rows = "user_id,item_id,kind,time\n甲,乙,view,1600000000\n";

    [Theory]
    [InlineData("csv", Rows)]
    [InlineData("taobao", "1,2,3,pv,1600000000\n")]
    [InlineData("jsonl", "{\"user_id\":\"甲\",\"item_id\":\"乙\",\"kind\":\"view\",\"time\":1600000000}\n")]
    [InlineData("recbole", "user_id:token\titem_id:token\trating:float\ttimestamp:float\n196\t242\t3\t881250949\n")]
    public void A_gz_bomb_is_refused_by_every_source_and_nothing_is_kept(string source, string rows)
    {
        using var scratch = new Scratch();
        var path = scratch.File("bomb.gz", Bomb(rows, 65));

        ShouldBeRefused(scratch, $"{source}:{path}");
    }

    [Fact]
    public void A_zip_bomb_of_many_entries_shares_one_limit()
    {
        using var scratch = new Scratch();
        var path = scratch.PathOf("bomb.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            for (var entry = 0; entry < 6; entry++)
                Fill(zip, $"{entry}.csv", 11);
        }

        ShouldBeRefused(scratch, "csv:" + path);
    }

    [Fact]
    public void The_limit_is_a_setting()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init(new WorkspaceSettings { Threads = 2, MemoryLimitGb = 1, UnpackedRatioLimit = 10_000 });

        var receipt = shop.Import("csv:" + scratch.File("bomb.gz", Bomb(Rows, 65)));

        receipt.RejectedByCode.ShouldBe(new Dictionary<string, long> { ["row.too-long"] = 1 });
        receipt.Accepted.ShouldBe(1);
    }

    [Fact]
    public void An_absolute_limit_holds_for_small_files_too()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init(new WorkspaceSettings { Threads = 2, MemoryLimitGb = 1, UnpackedLimitGb = 0.001 });

        Should.Throw<TaojinException>(() => shop.Import("csv:" + scratch.File("bomb.gz", Bomb(Rows, 2)))).Code.ShouldBe("import.unpacked-too-large");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(11)]
    public void A_gz_file_of_which_nothing_can_be_unpacked_is_one_clear_error(int length)
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var path = scratch.File("a.csv.gz", Scratch.Gzip(Rows)[..length]);

        foreach (var source in new[] { "csv", "taobao", "jsonl", "recbole" })
            Should.Throw<TaojinException>(() => shop.Import($"{source}:{path}")).Code.ShouldBe("import.file-damaged");
    }

    [Fact]
    public void A_gz_file_cut_in_the_middle_is_counted_by_json_lines_too()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(row => $$"""{"user_id":"{{row * 7919 % 20_000}}","item_id":"衣{{row % 97}}","kind":"view","time":{{1_511_539_200 + (row * 104_729L % 700_000)}}}""" + "\n"));
        var packed = Scratch.Gzip(text);

        var receipt = shop.Import("jsonl:" + scratch.File("a.jsonl.gz", packed[..(packed.Length / 2)]));

        receipt.Accepted.ShouldBeInRange(5_000, 15_000);
        receipt.RejectedByCode.ShouldHaveSingleItem().Key.ShouldBeOneOf("row.cut-off", "file.cut");
        receipt.Notes.ShouldHaveSingleItem().ShouldContain("breaks off");
    }

    [Fact]
    public void A_gz_file_with_a_flipped_bit_is_never_taken_for_whole()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var packed = Scratch.Gzip(Rows + string.Concat(Enumerable.Range(0, 3_000).Select(row => $"{row * 7919 % 3_000},{row % 97},view,{1_600_000_000 + (row * 31)}\n")));
        foreach (var place in new[] { packed.Length / 3, packed.Length / 2, packed.Length - 6 })
        {
            var damaged = packed.ToArray();
            damaged[place] ^= 0x10;

            shop.Import("csv:" + scratch.File($"{place}.csv.gz", damaged)).Notes.ShouldHaveSingleItem().ShouldContain("breaks off");
        }
    }

    [Fact]
    public void A_zip_entry_with_another_letter_than_was_packed_is_counted()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var bytes = File.ReadAllBytes(Zip(scratch, CompressionLevel.NoCompression));
        bytes[bytes.AsSpan().IndexOf("16000"u8)] = (byte)'2';

        var receipt = shop.Import("csv:" + scratch.File("damaged.zip", bytes));

        receipt.RejectedByCode["file.cut"].ShouldBe(1);
        receipt.Notes.ShouldHaveSingleItem().ShouldContain("damaged");
    }

    [Fact]
    public void A_gz_file_that_breaks_off_within_its_header_is_counted()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression))
            gzip.Write("user_id,item_id,kind,time\n1,2,view,1600000000\n"u8);

        var receipt = shop.Import("csv:" + scratch.File("a.csv.gz", packed.ToArray()[..40]));

        (receipt.Read, receipt.RejectedByCode["file.cut"]).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(60)]
    [InlineData(-10)]
    public void A_zip_file_cut_off_is_one_clear_error(int length)
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var whole = File.ReadAllBytes(Zip(scratch));

        var fault = Should.Throw<TaojinException>(() => shop.Import("csv:" + scratch.File("cut.zip", whole[..(length < 0 ? whole.Length + length : length)])));

        fault.Code.ShouldBe("import.file-damaged");
    }

    [Theory]
    [InlineData(4, "whole")] // what the directory at the end says too
    [InlineData(45, "import.file-damaged")] // the data
    public void A_zip_entry_is_whole_when_its_data_are(int place, string outcome)
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();
        var bytes = File.ReadAllBytes(Zip(scratch));
        for (var at = place; at < place + 8; at++)
            bytes[at] ^= 0xFF;

        var code = Try(() => shop.Import("csv:" + scratch.File("damaged.zip", bytes)));

        code.ShouldBe(outcome);
    }

    [Fact]
    public void A_name_that_says_gz_on_a_plain_file_does_not_matter()
    {
        using var scratch = new Scratch();
        using var shop = scratch.Init();

        shop.Import("csv:" + scratch.File("a.csv.gz", Rows)).Accepted.ShouldBe(1);
        shop.Import("csv:" + scratch.File("b.csv", Scratch.Gzip(Rows.Replace("甲", "丙", StringComparison.Ordinal)))).Accepted.ShouldBe(1);
    }

    private static string Try(Func<ImportReceipt> import)
    {
        try
        {
            return import().Rejected > 0 ? "counted" : "whole";
        }
        catch (TaojinException fault)
        {
            return fault.Code;
        }
    }

    private static void ShouldBeRefused(Scratch scratch, string source)
    {
        using (var shop = scratch.Init())
        {
            var fault = Should.Throw<TaojinException>(() => shop.Import(source));

            fault.Code.ShouldBe("import.unpacked-too-large");
            fault.Remedy.ShouldContain("unpacked_ratio_limit");
        }
        using var again = Workspace.Open(scratch.Shop, scratch.Clock);
        again.Log.Summary().Events.ShouldBe(0);
        again.Import("csv:" + scratch.File("a.csv", Rows)).Accepted.ShouldBe(1);
    }

    /// <summary>A good row, and then one line of so many megabytes.</summary>
    private static byte[] Bomb(string rows, int megabytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            Fill(gzip, rows, megabytes);
        return packed.ToArray();
    }

    private static void Fill(ZipArchive zip, string name, int megabytes)
    {
        using var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
        Fill(entry, Rows, megabytes);
    }

    private static void Fill(Stream stream, string rows, int megabytes)
    {
        stream.Write(Encoding.UTF8.GetBytes(rows));
        var block = new byte[1 << 20];
        Array.Fill(block, (byte)'x');
        for (var written = 0; written < megabytes; written++)
            stream.Write(block);
    }

    private static string Zip(Scratch scratch, CompressionLevel level = CompressionLevel.Optimal)
    {
        var path = scratch.PathOf("whole.zip");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        using var entry = zip.CreateEntry("日志.csv", level).Open();
        entry.Write(Encoding.UTF8.GetBytes(Rows));
        return path;
    }
}
