namespace Taojin.Workflows.Training;

/// <summary>What a task is trained from. The log is cleaned when it is first asked for.</summary>
/// <param name="mine">The shop.</param>
/// <param name="prepared">Its cleaned log; null prepares it when it is needed.</param>
/// <param name="request">What and how.</param>
public sealed class TrainingInput(Mine mine, Prepared? prepared, TrainRequest request)
{
    private Prepared? _prepared = prepared;

    /// <summary>The shop.</summary>
    public Mine Mine => mine;

    /// <summary>Its cleaned log.</summary>
    public Prepared Prepared => _prepared ??= new Prepare(mine).Run();

    /// <summary>What and how.</summary>
    public TrainRequest Request => request;

    /// <summary>The same input for another request; a log that was prepared is not prepared again.</summary>
    internal TrainingInput With(TrainRequest other) => ReferenceEquals(other, request) ? this : new(mine, _prepared, other);
}
