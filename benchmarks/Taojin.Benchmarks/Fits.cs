using BenchmarkDotNet.Attributes;
using Taojin.Mining.Features;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Testing;

namespace Taojin.Benchmarks;

/// <summary>Fits and answers on the built-in shop: a hundred thousand events, two thousand users, five hundred items.</summary>
[MemoryDiagnoser]
public class FitsAndAnswers
{
    private readonly GeneratedShop _shop = GeneratedShop.Of(new());
    private readonly FitContext _context = new() { Threads = 2 };
    private Interactions _interactions = null!;
    private ItemKnnModel _neighbours = null!;
    private float[] _scores = [];

    [GlobalSetup]
    public void Fit()
    {
        _interactions = Interactions.Of(_shop.Log, new());
        _neighbours = new ItemKnn(new()).Fit(_interactions, _context);
        _scores = new float[_interactions.Items.Count];
    }

    [Benchmark]
    public int Replay()
    {
        var replay = new FeatureReplay(_shop.Log.Items, new());
        replay.ObserveRange(_shop.Log, 0, _shop.Log.Count, threads: 1);
        return replay.Pairs.Count;
    }

    [Benchmark]
    public object FitItemKnn() => new ItemKnn(new()).Fit(_interactions, _context);

    [Benchmark]
    public object FitImplicitAls() => new ImplicitAls(new()).Fit(_interactions, _context);

    [Benchmark]
    public void ScoreOneUser() => _neighbours.Score(0, _scores);
}
