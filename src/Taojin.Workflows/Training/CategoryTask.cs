namespace Taojin.Workflows.Training;

/// <summary>In which category a product belongs.</summary>
public sealed class CategoryTask : ITrainingTask
{
    /// <inheritdoc />
    public string Name => "category";

    /// <inheritdoc />
    public int Place => 30;

    /// <inheritdoc />
    public string Title => "Where does a product belong?";

    /// <inheritdoc />
    public string TitleZh => "商品属于哪个类目？";

    /// <inheritdoc />
    public string Asked => "./taojin classify TITLE, or: ./taojin serve";

    /// <inheritdoc />
    public string AskedZh => "./taojin classify 标题，或 ./taojin serve";

    /// <inheritdoc />
    public IReadOnlyList<string> MainMetrics { get; } = ["Accuracy", "Macro-F1", "Hierarchical F1", "Coverage@99%"];

    /// <inheritdoc />
    public TrainingRun Run(TrainingInput input, CancellationToken cancellation) => new ClassTrials<Mining.Classification.ProductFacts>(input.Mine, this, CategorySet.Of(input.Mine, input.Request)).Run(input.Request, cancellation);
}
