using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;

namespace Taojin.Mining.Torch.Sequences;

/// <summary>Fits the network of <see cref="SequenceTransformer"/>.</summary>
/// <remarks>
/// With patience, the last target of at most five thousand users is held back to find the number of epochs; with a refit the network is then
/// fitted anew on everything for so many.
/// </remarks>
public sealed class SequenceTransformerEstimator : IFits<SequenceTransformerOptions>, IEstimator<Interactions, SequenceTransformerModel>
{
    private readonly SequenceTransformerOptions _options;

    /// <summary>An estimator with the given options.</summary>
    /// <exception cref="OptionsException">An option is out of its range, or the width is no multiple of the heads.</exception>
    public SequenceTransformerEstimator(SequenceTransformerOptions options)
    {
        _options = options.Validated();
        if (options.Width % options.Heads != 0)
            throw new OptionsException(nameof(SequenceTransformerOptions), [$"Width: {options.Width} is no multiple of {options.Heads} heads."]);
    }

    /// <inheritdoc />
    public SequenceTransformerModel Fit(Interactions data, FitContext context) => Fit(data, null, context);

    /// <param name="data">What users did.</param>
    /// <param name="lessons">What a teacher lists after each user's history; null without a teacher.</param>
    /// <param name="context">Seed, threads, progress, cancellation, budget.</param>
    internal SequenceTransformerModel Fit(Interactions data, IReadOnlyList<Lesson?>? lessons, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var joins = _options.Target != SequenceTarget.Next; // there the same again is foretold too
        var users = SessionSequences.Of(data.Sequences, joins);
        var whole = new TrainingSequences(users.All(), _options, lessons);
        if (whole.IsEmpty)
            throw new TooLittleDataException("Nobody does one thing after another that could be foretold.", "没有可供预测的先后行为。");
        lock (TorchRuntime.Turn)
        {
            TorchRuntime.Start(context.Random("sequence-transformer/torch"));
            using var training = Train(users, whole, data.Items.Count, context);
            return SequenceTransformerModel.Of(data, users.Last(_options.Length), SequenceGraph.Of(_options, training), new(_options.Length, users.UsualKind(), joins));
        }
    }

    private SequenceTraining Train(SessionSequences users, TrainingSequences whole, int itemCount, FitContext context)
    {
        SequenceTraining New() => new(_options, (itemCount, _options.ReadsBehaviours ? users.KindCount() : 1), users.Popularity(itemCount), context);
        var held = _options.Patience == 0 ? null : HeldBackTargets.Of(users, _options);
        if (held is null)
            return Run(New(), whole, _options.Epochs, context);
        var searched = New();
        var watch = new SequenceWatch(searched, held.Cases, _options);
        searched.Run(new(held.Before, _options), _options.Epochs, (epoch, loss) =>
        {
            context.Progress?.Report(new("sequence-transformer", epoch, _options.Epochs, loss));
            watch.Look(epoch);
            return epoch - watch.BestEpoch >= _options.Patience;
        });
        if (_options.Refit)
        {
            searched.Dispose();
            return Run(New(), whole, watch.BestEpoch, context);
        }
        watch.RestoreBest();
        return searched;
    }

    private static SequenceTraining Run(SequenceTraining training, TrainingSequences sequences, int epochs, FitContext context)
    {
        training.Run(sequences, epochs, (epoch, loss) =>
        {
            context.Progress?.Report(new("sequence-transformer", epoch, epochs, loss));
            return false;
        });
        return training;
    }
}
