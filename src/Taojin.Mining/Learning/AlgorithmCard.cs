namespace Taojin.Mining.Learning;

/// <summary>Something that is found by its card, with no list to edit.</summary>
public interface IDescribed<out TCard>
{
    /// <summary>What there is to know before use.</summary>
    static abstract TCard Card { get; }
}

/// <summary>What a model is for: the name of the training task that fits it, in kebab-case. A task of its own needs no entry here.</summary>
/// <param name="Name">Such as <c>sentiment</c>.</param>
public readonly record struct MiningTask(string Name)
{
    /// <summary>What to show a user.</summary>
    public static MiningTask Recommend { get; } = new("recommend");

    /// <summary>Who will buy what.</summary>
    public static MiningTask Purchase { get; } = new("purchase");

    /// <inheritdoc />
    public override string ToString() => Name;
}

/// <summary>What there is to know of an algorithm: CLI, server, report, docs and contract tests follow from it.</summary>
public sealed record AlgorithmCard
{
    /// <summary>Name in commands and files, in kebab-case.</summary>
    public required string Name { get; init; }

    /// <summary>Name before people, in English.</summary>
    public required string Title { get; init; }

    /// <summary>Name before people, in Chinese.</summary>
    public required string TitleZh { get; init; }

    /// <summary>What it is for.</summary>
    public required MiningTask Task { get; init; }

    /// <summary>The paper, by DOI, or the book.</summary>
    public required string Source { get; init; }

    /// <summary>The options record: defaults that work, ranges by attributes.</summary>
    public required Type Options { get; init; }

    /// <summary>The model that is learned.</summary>
    public required Type Model { get; init; }

    /// <summary>Makes the estimator; null when fitting lives in another project (neural models).</summary>
    public Func<object, object>? Create { get; init; }

    /// <summary>Reads a model back.</summary>
    public required Func<IArtifactReader, object> Load { get; init; }

    /// <summary>Writes a model of it down.</summary>
    public required Action<object, IArtifactWriter> Save { get; init; }

    /// <summary>Whether a log's training leaves it out unless it is named: it costs several times what the others do.</summary>
    public bool IsOnRequest { get; init; }

    /// <summary>Whether others must beat it before they are published.</summary>
    public bool IsBaseline { get; init; }

    /// <summary>What the data must hold before it is worth fitting.</summary>
    public IReadOnlyList<DataNeed> Needs { get; init; } = [];

    /// <summary>Whether it reads <see cref="FeatureTable.Trail"/>, so that rows must be made with it.</summary>
    public bool ReadsTrail { get; init; }

    /// <summary>The card of an algorithm whose estimator and model stand in this project.</summary>
    public static AlgorithmCard Of<TOptions, TModel>(
        string name, string title, string titleZh, MiningTask task, string source, Func<TOptions, object>? create, bool isBaseline = false)
        where TOptions : new()
        where TModel : IPersistent<TModel> => new()
    {
        Name = name,
        Title = title,
        TitleZh = titleZh,
        Task = task,
        Source = source,
        Options = typeof(TOptions),
        Model = typeof(TModel),
        Create = create is null ? null : options => create((TOptions)options),
        Load = reader => TModel.Load(reader),
        Save = (model, writer) => ((TModel)model).Save(writer),
        IsBaseline = isBaseline,
    };
}
