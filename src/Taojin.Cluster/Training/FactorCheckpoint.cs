using System.IO.Hashing;
using System.Runtime.InteropServices;
using Taojin.Numerics;
using Taojin.Storage;

namespace Taojin.Cluster.Training;

/// <summary>The vectors after an epoch as one file, whole or not there: a header, the vectors of users and items, and a checksum of it all.</summary>
/// <param name="path">The file.</param>
/// <param name="clock">Tells when it is time to keep anew.</param>
public sealed class FactorCheckpoint(string path, TimeProvider clock)
{
    private long _last = clock.GetTimestamp();

    private const uint Format = 0x31414A54; // "TJA1"
    private const int Piece = 1 << 20; // values at a time: an array of them may be longer than a run of bytes

    /// <summary>An epoch is kept when so much time has gone into what is not kept yet: below that, doing it again is cheaper.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    internal bool IsDue => clock.GetElapsedTime(_last) >= Every;

    /// <summary>Epochs done and vectors; null when there is no sound file of this very fit.</summary>
    internal (int Epoch, DenseRows[] Sides)? Read(FactorPlan plan, CsrMatrix data)
    {
        if (!File.Exists(path))
            return null;
        using var stream = File.OpenRead(path);
        if (stream.Length != Size(plan))
            return null;
        var sum = new XxHash3();
        Span<Header> header = [default];
        Take(stream, sum, header);
        if (header[0] with { Epoch = 0 } != HeaderOf(plan, data, 0))
            return null;
        DenseRows[] sides = [new(plan.Rows(BlockId.Users), plan.Factors), new(plan.Rows(BlockId.Items), plan.Factors)];
        foreach (var side in sides)
            Take<float>(stream, sum, side.Values);
        Span<ulong> written = [0];
        stream.ReadExactly(MemoryMarshal.AsBytes(written));
        return written[0] == sum.GetCurrentHashAsUInt64() ? (header[0].Epoch, sides) : null;
    }

    internal void Write(FactorPlan plan, CsrMatrix data, int epoch, DenseRows[] sides)
    {
        var (beside, sum) = (path + ".new", new XxHash3());
        using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            Put<Header>(stream, sum, [HeaderOf(plan, data, epoch)]);
            foreach (var side in sides)
                Put<float>(stream, sum, side.Values);
            stream.Write(MemoryMarshal.AsBytes([sum.GetCurrentHashAsUInt64()]));
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
        DurableFile.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _last = clock.GetTimestamp();
    }

    internal void Delete() => File.Delete(path);

    private static void Put<T>(FileStream stream, XxHash3 sum, ReadOnlySpan<T> values)
        where T : struct
    {
        for (; values.Length > 0; values = values[Math.Min(Piece, values.Length)..])
        {
            var bytes = MemoryMarshal.AsBytes(values[..Math.Min(Piece, values.Length)]);
            stream.Write(bytes);
            sum.Append(bytes);
        }
    }

    private static void Take<T>(FileStream stream, XxHash3 sum, Span<T> values)
        where T : struct
    {
        for (; values.Length > 0; values = values[Math.Min(Piece, values.Length)..])
        {
            var bytes = MemoryMarshal.AsBytes(values[..Math.Min(Piece, values.Length)]);
            stream.ReadExactly(bytes);
            sum.Append(bytes);
        }
    }

    private static long Size(FactorPlan plan) => Marshal.SizeOf<Header>() + (((long)plan.Rows(0) + plan.Rows(1)) * plan.Factors * sizeof(float)) + 8;

    private static Header HeaderOf(FactorPlan plan, CsrMatrix data, int epoch) => new(Format, epoch, XxHash3.HashToUInt64(System.Text.Encoding.UTF8.GetBytes($"{plan.Seed} {plan.Options}")), Fingerprint(data));

    private static ulong Fingerprint(CsrMatrix data)
    {
        var sum = new XxHash3();
        Add(sum, data.Starts);
        Add(sum, data.Columns);
        Add(sum, data.Values);
        return sum.GetCurrentHashAsUInt64();
    }

    private static void Add<T>(XxHash3 sum, ReadOnlySpan<T> values)
        where T : struct
    {
        for (; values.Length > 0; values = values[Math.Min(Piece, values.Length)..])
            sum.Append(MemoryMarshal.AsBytes(values[..Math.Min(Piece, values.Length)]));
    }

    private readonly record struct Header(uint Format, int Epoch, ulong Options, ulong Data);
}
