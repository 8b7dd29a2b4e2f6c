using Taojin.Mining.Learning;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Tuning;

/// <summary>Where options are judged: rows to learn from and rows to choose by. The test rows are not in it.</summary>
public interface ITuningGround
{
    /// <summary>What is judged by, such as <c>AUC</c>; more is better.</summary>
    string Metric { get; }

    /// <summary>What is learned from, so that a search goes on only over the same data.</summary>
    string Data { get; }

    /// <summary>Whether a part of the data can be learned from; without that every trial is judged on all of it.</summary>
    bool HasShares { get; }

    /// <summary>Fits with given options on a share of the data and says what is reached on validation.</summary>
    double Judge(AlgorithmCard card, object options, double share, FitContext context);
}

/// <summary>A training task whose options can be searched.</summary>
public interface ITunable : ITrainingTask
{
    /// <summary>The data without the test.</summary>
    /// <param name="input">The shop, its log or a table, and what is asked for.</param>
    /// <param name="card">The algorithm that is to learn from them.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="Data.TaojinException">There is nothing to choose by.</exception>
    ITuningGround Ground(TrainingInput input, AlgorithmCard card, CancellationToken cancellation);
}
