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

    /// <summary>An epoch is kept when so much time has gone into what is not kept yet: below that, doing it again is cheaper.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    internal bool IsDue => clock.GetElapsedTime(_last) >= Every;

    /// <summary>Epochs done and vectors; null when there is no sound file of this very fit.</summary>
    internal (int Epoch, DenseRows[] Sides)? Read(FactorPlan plan, CsrMatrix data)
    {
        if (!File.Exists(path))
            return null;
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length != Size(plan) || XxHash3.HashToUInt64(bytes.AsSpan(0, bytes.Length - 8)) != MemoryMarshal.Read<ulong>(bytes.AsSpan(bytes.Length - 8)))
            return null;
        var header = MemoryMarshal.Read<Header>(bytes);
        if (header with { Epoch = 0 } != HeaderOf(plan, data, 0))
            return null;
        var rest = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(Marshal.SizeOf<Header>()));
        var split = plan.Rows(0) * plan.Factors;
        return (header.Epoch, [new(plan.Rows(0), plan.Factors, rest[..split].ToArray()), new(plan.Rows(1), plan.Factors, rest.Slice(split, plan.Rows(1) * plan.Factors).ToArray())]);
    }

    internal void Write(FactorPlan plan, CsrMatrix data, int epoch, DenseRows[] sides)
    {
        var (beside, sum) = (path + ".new", new XxHash3());
        using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            Put(stream, sum, MemoryMarshal.AsBytes([HeaderOf(plan, data, epoch)]));
            foreach (var side in sides)
                Put(stream, sum, MemoryMarshal.AsBytes(side.Values.AsSpan()));
            stream.Write(MemoryMarshal.AsBytes([sum.GetCurrentHashAsUInt64()]));
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
        DurableFile.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _last = clock.GetTimestamp();
    }

    internal void Delete() => File.Delete(path);

    private static void Put(FileStream stream, XxHash3 sum, ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        sum.Append(bytes);
    }

    private static long Size(FactorPlan plan) => Marshal.SizeOf<Header>() + (((long)plan.Rows(0) + plan.Rows(1)) * plan.Factors * sizeof(float)) + 8;

    private static Header HeaderOf(FactorPlan plan, CsrMatrix data, int epoch) => new(Format, epoch, XxHash3.HashToUInt64(System.Text.Encoding.UTF8.GetBytes($"{plan.Seed} {plan.Options}")), Fingerprint(data));

    private static ulong Fingerprint(CsrMatrix data)
    {
        var sum = new XxHash3();
        sum.Append(MemoryMarshal.AsBytes(data.Starts));
        sum.Append(MemoryMarshal.AsBytes(data.Columns));
        sum.Append(MemoryMarshal.AsBytes(data.Values));
        return sum.GetCurrentHashAsUInt64();
    }

    private readonly record struct Header(uint Format, int Epoch, ulong Options, ulong Data);
}
