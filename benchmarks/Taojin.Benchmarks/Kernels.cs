using BenchmarkDotNet.Attributes;
using Taojin.Numerics;

namespace Taojin.Benchmarks;

/// <summary>Kernels of Numerics beside the plain way to do the same.</summary>
[MemoryDiagnoser]
public class TopKOfScores
{
    private readonly float[] _scores = new float[100_000];
    private readonly int[] _best = new int[20];

    [GlobalSetup]
    public void Fill()
    {
        var random = SplitMix64.Stream(1, "benchmark");
        for (var place = 0; place < _scores.Length; place++)
            _scores[place] = random.NextSingle();
    }

    [Benchmark(Baseline = true)]
    public int[] SortAll() => [.. Enumerable.Range(0, _scores.Length).OrderByDescending(place => _scores[place]).Take(20)];

    [Benchmark]
    public int TopKWrite() => TopK.Write(_scores, _best);
}

/// <summary>The table of pairs beside the framework's dictionary; both take a million pairs, half of them seen before.</summary>
[MemoryDiagnoser]
public class PairsSeen
{
    private readonly (int User, int Item)[] _pairs = new (int, int)[1_000_000];

    [GlobalSetup]
    public void Fill()
    {
        var random = SplitMix64.Stream(2, "benchmark");
        for (var place = 0; place < _pairs.Length; place++)
            _pairs[place] = place % 2 == 0 ? (random.NextInt32(20_000), random.NextInt32(80_000)) : _pairs[random.NextInt32(place)];
    }

    [Benchmark(Baseline = true)]
    public int Dictionary()
    {
        var slots = new Dictionary<(int, int), int>();
        foreach (var pair in _pairs)
            slots.TryAdd(pair, slots.Count);
        return slots.Count;
    }

    [Benchmark]
    public int PairTable()
    {
        var slots = new PairTable();
        foreach (var (user, item) in _pairs)
            slots.SlotOf(user, item);
        return slots.Count;
    }
}
