using Taojin.Mining.Learning;

namespace Taojin.Testing.Contracts;

/// <summary>What every estimator promises, whatever it learns. A suite is a list of promises, each checked on its own.</summary>
/// <typeparam name="TData">What is learned from.</typeparam>
/// <typeparam name="TModel">What is learned.</typeparam>
public abstract class EstimatorContract<TData, TModel>
    where TModel : class
{
    private readonly Algorithms _algorithms;
    private readonly object? _options;
    private readonly SortedDictionary<string, Action> _promises = new(StringComparer.Ordinal);

    /// <summary>The promises of one algorithm.</summary>
    /// <param name="algorithms">Where it is found.</param>
    /// <param name="name">Its name.</param>
    /// <param name="options">With which options the promises are checked; null for the defaults.</param>
    protected EstimatorContract(Algorithms algorithms, string name, object? options = null)
    {
        (_algorithms, Card, _options) = (algorithms, algorithms[name], options);
        Promise("the card names a source, a title in both languages and options with defaults that work", CardIsWhole);
        Promise("the same seed gives the same model, whatever the number of threads", SeedDecides);
        Promise("a second fit forgets the first", SecondFitForgets);
        Promise("a model that is written and read back answers with the same bits", RoundTrip);
        Promise("a fit that is cancelled learns nothing", Cancels);
        Promise("options outside their ranges are refused", () => OptionBounds.Check(Card, options => Create(options)));
        Promise("the data are left as they were", LeavesData);
    }

    /// <summary>The card of the algorithm.</summary>
    public AlgorithmCard Card { get; }

    /// <summary>What is promised, each a sentence.</summary>
    public IEnumerable<string> Promises => _promises.Keys;

    /// <summary>Two data sets that differ; the first has at least two hundred rows or users.</summary>
    protected abstract (TData First, TData Second) Data();

    /// <summary>All that a model says of data, for comparison bit by bit.</summary>
    protected abstract double[] Answers(TModel model, TData data);

    /// <summary>A fingerprint of the data.</summary>
    protected abstract long Fingerprint(TData data);

    /// <summary>Checks one promise.</summary>
    /// <exception cref="ContractBrokenException">It does not hold.</exception>
    public void Check(string promise) => _promises[promise]();

    /// <summary>Adds a promise.</summary>
    protected void Promise(string sentence, Action check) => _promises.Add(sentence, check);

    /// <summary>An estimator with given options, or those of the contract.</summary>
    protected IEstimator<TData, TModel> Create(object? options = null) => _algorithms.Estimator<TData, TModel>(Card.Name, options ?? _options);

    /// <summary>Fits with the options of the contract.</summary>
    protected TModel Fit(TData data, ulong seed = 7, int threads = 1) => Create().Fit(data, new FitContext { Seed = seed, Threads = threads });

    private void CardIsWhole()
    {
        ContractBrokenException.Unless(Card is { Title.Length: > 0, TitleZh.Length: > 0, Source.Length: > 0 }, $"{Card.Name}: the card lacks a title or a source.");
        ContractBrokenException.Unless(Card.TitleZh.Any(letter => letter > 0x2E80), $"{Card.Name}: the Chinese title '{Card.TitleZh}' is not Chinese.");
        Create();
    }

    private void SeedDecides()
    {
        var (data, _) = Data();
        var alone = MemoryArtifact.Of(Fit(data, threads: 1));
        var together = MemoryArtifact.Of(Fit(data, threads: 4));
        ContractBrokenException.Unless(alone.DifferenceTo(together) is null, $"{Card.Name}: one and four threads differ in '{alone.DifferenceTo(together)}'.");
    }

    private void SecondFitForgets()
    {
        var (first, second) = Data();
        var estimator = Create();
        var context = new FitContext { Seed = 7, Threads = 2 };
        estimator.Fit(first, context);
        var difference = MemoryArtifact.Of(estimator.Fit(second, context)).DifferenceTo(MemoryArtifact.Of(Create().Fit(second, context)));
        ContractBrokenException.Unless(difference is null, $"{Card.Name}: a fit before changed '{difference}'.");
    }

    private void RoundTrip()
    {
        var (data, _) = Data();
        var model = Fit(data);
        var written = MemoryArtifact.Of(model);
        var read = (TModel)Card.Load(written);
        ContractBrokenException.Unless(Answers(model, data).AsSpan().SequenceEqual(Answers(read, data)), $"{Card.Name}: what was read back answers otherwise.");
        ContractBrokenException.Unless(MemoryArtifact.Of(read).DifferenceTo(written) is null, $"{Card.Name}: what was read back is written otherwise.");
    }

    private void Cancels()
    {
        var (data, _) = Data();
        try
        {
            Create().Fit(data, new FitContext { Cancellation = new CancellationToken(canceled: true) });
        }
        catch (OperationCanceledException)
        {
            return;
        }
        throw new ContractBrokenException($"{Card.Name}: cancellation was not heard.");
    }

    private void LeavesData()
    {
        var (data, _) = Data();
        var before = Fingerprint(data);
        Answers(Fit(data), data);
        ContractBrokenException.Unless(Fingerprint(data) == before, $"{Card.Name}: fitting or asking changed the data.");
    }
}
