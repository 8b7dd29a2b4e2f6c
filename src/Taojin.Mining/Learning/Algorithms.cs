using System.Reflection;
using Taojin.Data;

namespace Taojin.Mining.Learning;

/// <summary>All algorithms of some assemblies, found by their cards.</summary>
public sealed class Algorithms
{
    private readonly SortedDictionary<string, AlgorithmCard> _cards = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, Type> _fitters = [];

    /// <summary>Looks through this assembly and the given ones.</summary>
    public Algorithms(params IEnumerable<Assembly> assemblies)
    {
        foreach (var type in assemblies.Append(typeof(Algorithms).Assembly).Distinct().SelectMany(assembly => assembly.GetExportedTypes()))
        {
            if (type is { IsAbstract: false, IsInterface: false } && typeof(IDescribed<AlgorithmCard>).IsAssignableFrom(type))
                Add((AlgorithmCard)type.GetProperty(nameof(IDescribed<>.Card))!.GetValue(null)!);
            foreach (var fits in type.GetInterfaces().Where(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IFits<>)))
                _fitters[fits.GetGenericArguments()[0]] = type;
        }
    }

    private Algorithms(Algorithms others) => (_cards, _fitters) = (new(others._cards, StringComparer.Ordinal), others._fitters);

    /// <summary>All cards, by name.</summary>
    public IReadOnlyCollection<AlgorithmCard> Cards => _cards.Values;

    /// <summary>The card of a name.</summary>
    /// <exception cref="TaojinException">There is none such; the message names those there are.</exception>
    public AlgorithmCard this[string name] => _cards.TryGetValue(name, out var card)
        ? card
        : throw new TaojinException("algorithm.unknown", $"There is no algorithm '{name}'.", $"Known: {string.Join(", ", _cards.Keys)}.");

    /// <summary>The same algorithms, one of them fitted in another way, such as by the machines of a cluster.</summary>
    /// <param name="name">Which one.</param>
    /// <param name="create">Makes the estimator from its options.</param>
    public Algorithms FittedBy(string name, Func<object, object> create)
    {
        var others = new Algorithms(this);
        others._cards[name] = this[name] with { Create = create };
        return others;
    }

    /// <summary>Whether its fitting is loaded here; a neural model is fitted by Taojin.Mining.Torch.</summary>
    public bool CanTrain(AlgorithmCard card) => card.Create is not null || _fitters.ContainsKey(card.Options);

    /// <summary>Whether an algorithm can be trained here, and learns such models from such data.</summary>
    public bool Learns<TData, TModel>(AlgorithmCard card) =>
        typeof(IEstimator<TData, TModel>).IsAssignableFrom(card.Create is null ? _fitters.GetValueOrDefault(card.Options) : card.Create(Activator.CreateInstance(card.Options)!).GetType());

    /// <summary>An estimator with the given options.</summary>
    /// <exception cref="TaojinException">Fitting lives in a project that is not loaded here.</exception>
    /// <exception cref="OptionsException">An option is out of its range.</exception>
    public IEstimator<TData, TModel> Estimator<TData, TModel>(string name, object? options = null)
    {
        var card = this[name];
        options ??= Activator.CreateInstance(card.Options)!;
        var estimator = card.Create?.Invoke(options)
            ?? (_fitters.TryGetValue(card.Options, out var fitter) ? Create(fitter, options) : null)
            ?? throw new TaojinException("algorithm.not-trainable-here", $"'{name}' can be served but not trained in this process.", "Train it with: ./taojin train");
        return (IEstimator<TData, TModel>)(estimator is ICombinesAlgorithms combines ? combines.With(this) : estimator);
    }

    private static object Create(Type fitter, object options)
    {
        try
        {
            return Activator.CreateInstance(fitter, options)!;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.InnerException);
            throw;
        }
    }

    private void Add(AlgorithmCard card)
    {
        if (!_cards.TryAdd(card.Name, card))
            throw new InvalidOperationException($"Two algorithms are called '{card.Name}'.");
    }
}

/// <summary>Marks the estimator of an algorithm whose card stands in another project; it has a constructor that takes the options.</summary>
public interface IFits<TOptions>;
