using Taojin.Data;
using Taojin.Numerics;
using Taojin.Storage.Live;

namespace Taojin.Storage.Tests.Live;

public sealed class JournalTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly FailingDisk _disk = new();

    private string Folder => _scratch.PathOf("journal");

    [Fact]
    public void Groups_come_back_in_order_over_several_files_and_each_once()
    {
        using (var journal = Open(0))
            foreach (var number in Enumerable.Range(1, 600))
                journal.Append(Group($"群组 {number}"));
        Directory.GetFiles(Folder).Length.ShouldBeGreaterThan(3);

        using var again = Open(0);

        Drained(again).ShouldBe(Enumerable.Range(1, 600).Select(number => $"群组 {number}"));
        Drained(again).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_drained_is_gone_from_the_disk_but_for_the_file_that_is_written()
    {
        using var journal = Open(0);
        foreach (var number in Enumerable.Range(1, 600))
            journal.Append(Group($"{number}"));
        Drained(journal).Count.ShouldBe(600);
        Directory.GetFiles(Folder).Length.ShouldBe(1);
        journal.Append(Group("last"));
        Drained(journal).ShouldBe(["last"]);
    }

    [Fact]
    public void A_torn_group_that_nobody_was_told_of_is_left_out_and_its_number_given_again()
    {
        using (var journal = Open(0))
        {
            journal.Append(Group("whole"));
            _disk.FailsToFlush = true;
            Should.Throw<IOException>(() => journal.Append(Group("lost")));
            _disk.FailsToFlush = false;
            journal.Append(Group("next"));
        }
        using var again = Open(0);
        Drained(again).ShouldBe(["whole", "next"]);
    }

    [Fact]
    public void Every_bit_that_flips_in_an_acknowledged_group_is_found_and_refused_again_at_the_second_start()
    {
        using (var journal = Open(0))
            foreach (var number in Enumerable.Range(1, 20))
                journal.Append(Group($"第 {number} 组"));
        var path = Directory.GetFiles(Folder).Single();
        var whole = File.ReadAllBytes(path);
        var end = Array.FindLastIndex(whole, each => each != 0) + 1;
        var chance = SplitMix64.Stream(5, "flip");

        for (var round = 0; round < 200; round++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[24 + chance.NextInt32(end - 24)] ^= (byte)(1 << chance.NextInt32(8));
            File.WriteAllBytes(path, damaged);
            Should.Throw<TaojinException>(() => Open(0)).Code.ShouldBe("journal.damaged");
            Should.Throw<TaojinException>(() => Open(0)).Message.ShouldContain(path);
            File.ReadAllBytes(path).ShouldBe(damaged); // kept as it is
        }
        for (var round = 0; round < 50; round++)
        {
            File.WriteAllBytes(path, whole[..(24 + chance.NextInt32(end - 24))]);
            Should.Throw<TaojinException>(() => Open(0)).Code.ShouldBe("journal.damaged");
        }
    }

    [Fact]
    public void A_file_whose_header_is_zeroed_or_cut_is_refused_and_kept_and_only_one_that_holds_nothing_goes()
    {
        using (var journal = Open(0))
            journal.Append(Group("已确认"));
        var path = Directory.GetFiles(Folder).Single();
        var whole = File.ReadAllBytes(path);
        var headless = (byte[])whole.Clone();
        headless.AsSpan(0, 24).Clear();

        foreach (var damaged in Enumerable.Range(1, 23).Select(length => whole[..length]).Append(headless))
        {
            File.WriteAllBytes(path, damaged);
            for (var start = 0; start < 2; start++)
                Should.Throw<TaojinException>(() => Open(0)).Code.ShouldBe("journal.damaged");
            File.ReadAllBytes(path).ShouldBe(damaged);
        }
        foreach (var length in new[] { 0, 10, whole.Length }) // its space was taken, and a kill came before the header
        {
            File.WriteAllBytes(path, new byte[length]);
            Open(0).Dispose();
            File.Exists(path).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_file_that_is_missing_in_the_middle_is_noticed()
    {
        using (var journal = Open(0))
            foreach (var number in Enumerable.Range(1, 600))
                journal.Append(Group($"{number}"));
        File.Delete(Directory.GetFiles(Folder).Order(StringComparer.Ordinal).ElementAt(1));
        Should.Throw<TaojinException>(() => Open(0)).Code.ShouldBe("journal.gap");
    }

    [Fact]
    public void A_full_disk_refuses_and_heals_by_itself()
    {
        using var journal = Open(0);
        journal.Append(Group("before"));
        _disk.IsFull = true;
        Should.Throw<IOException>(() => journal.Append(Group("refused")));
        Should.Throw<IOException>(() => journal.Append(Group("refused too")));
        _disk.IsFull = false;
        journal.Append(Group("after"));
        Drained(journal).ShouldBe(["before", "after"]);
    }

    public void Dispose() => _scratch.Dispose();

    private Journal Open(long drained) => Journal.Open(Folder, drained, new(SegmentBytes: 4096, ReserveBytes: 0) { Disk = _disk });

    private static GroupBuffer Group(string text)
    {
        var group = new GroupBuffer();
        group.Text(text);
        return group;
    }

    private static List<string> Drained(Journal journal)
    {
        var texts = new List<string>();
        journal.Drain((groups, first) =>
        {
            for (var at = 0; GroupBuffer.TryRead(groups.AsSpan(at), first, out var records); at += GroupBuffer.HeaderSize + records.Length, first++)
                texts.Add(System.Text.Encoding.UTF8.GetString(new GroupReader(records).Text()));
            return first;
        });
        return texts;
    }
}
