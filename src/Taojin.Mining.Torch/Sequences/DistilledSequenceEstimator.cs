using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;

namespace Taojin.Mining.Torch.Sequences;

/// <summary>Fits the network of <see cref="DistilledSequence"/>.</summary>
public sealed class DistilledSequenceEstimator : IFits<DistilledSequenceOptions>, IEstimator<Interactions, SequenceTransformerModel>, ICombinesAlgorithms
{
    private readonly DistilledSequenceOptions _options;
    private readonly Algorithms _algorithms;

    /// <summary>Teachers are found among all algorithms that can be fitted here.</summary>
    public DistilledSequenceEstimator(DistilledSequenceOptions options)
        : this(options, new Algorithms(typeof(DistilledSequenceEstimator).Assembly))
    {
    }

    private DistilledSequenceEstimator(DistilledSequenceOptions options, Algorithms algorithms) => (_options, _algorithms) = (options.Validated(), algorithms);

    /// <inheritdoc />
    public object With(Algorithms algorithms) => new DistilledSequenceEstimator(_options, algorithms);

    /// <inheritdoc />
    /// <exception cref="TaojinException">A teacher is unknown, is this algorithm itself, or scores neither histories nor anybody.</exception>
    public SequenceTransformerModel Fit(Interactions data, FitContext context)
    {
        if (_options.Teachers.Contains(DistilledSequence.Card.Name))
            throw new TaojinException("distilled-sequence.teacher", $"'{DistilledSequence.Card.Name}' cannot teach itself.", $"Learn from such as: {string.Join(", ", new DistilledSequenceOptions().Teachers)}.");
        var blend = new BlendOptions { Members = _options.Teachers, Weights = _options.Weights ?? [.. _options.Teachers.Select(_ => 1.0)] };
        return Fit(data, new Blend(blend, _algorithms).Fit(data, context with { Progress = null }), context);
    }

    /// <summary>The same with a teacher that is there already.</summary>
    /// <param name="data">What it was fitted on.</param>
    /// <param name="teacher">Who is listened to.</param>
    /// <param name="context">Seed, threads, progress, cancellation, budget.</param>
    public SequenceTransformerModel Fit(Interactions data, IRecommender teacher, FitContext context)
    {
        var student = new SequenceTransformerOptions
        {
            Width = _options.Width, Dropout = _options.Dropout, Target = _options.Target, Epochs = _options.Epochs, Patience = 0,
            LearningRate = _options.LearningRate, Schedule = LearningRateSchedule.Cosine, Precision = _options.Precision,
        };
        return new SequenceTransformerEstimator(student).Fit(data, Lesson.Of(teacher, data, _options, context), context);
    }
}
