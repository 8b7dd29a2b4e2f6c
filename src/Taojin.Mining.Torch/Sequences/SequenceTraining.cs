using System.Numerics.Tensors;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using TorchSharp;

namespace Taojin.Mining.Torch.Sequences;

/// <summary>The loop: epochs, steps of two shards each, moves.</summary>
/// <remarks>A step is always cut in two and the gradients are added in the same order, so that one thread and two give the same bits.</remarks>
internal sealed class SequenceTraining : IDisposable
{
    private readonly SequenceTransformerOptions _options;
    private readonly FitContext _context;
    private readonly SequenceShard[] _shards;
    private readonly Adam _adam = new();
    private readonly NegativeSource _negatives;
    private readonly SequenceLosses _losses;
    private readonly float[] _gradients, _means, _squares;
    private readonly int[] _placeOf;

    public SequenceTraining(SequenceTransformerOptions options, (int Items, int Kinds) counts, float[] popularity, FitContext context)
    {
        (_options, _context) = (options, context);
        Weights = new(options, counts.Kinds, context.Random("sequence-transformer/weights"));
        // only the direction of vectors of one length is learned: were they short, a step would turn them about
        Items = new(counts.Items, options.Width, Math.Sqrt(options.CosineScale > 0 ? 1.0 / options.Width : 2.0 / (counts.Items + options.Width)), context.Random("sequence-transformer/items"));
        _shards = [new(new(options, Weights), options), new(new(options, Weights), options)];
        (_negatives, _losses) = (new(popularity, options.NegativePopularity, options.Negatives), new(options, counts.Items));
        (_gradients, _means, _squares) = (new float[Weights.Values.Length], new float[Weights.Values.Length], new float[Weights.Values.Length]);
        _placeOf = new int[counts.Items];
        Array.Fill(_placeOf, -1);
    }

    public SequenceWeights Weights { get; }

    public ItemVectors Items { get; }

    /// <summary>Runs epochs until all are done or the watch has seen enough.</summary>
    /// <param name="sequences">What is learned from.</param>
    /// <param name="epochs">At most so many.</param>
    /// <param name="look">Is told of each epoch; true ends the training.</param>
    public void Run(TrainingSequences sequences, int epochs, Func<int, double, bool> look)
    {
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            var (loss, targets, step) = (0.0, 0L, 0);
            foreach (var batch in sequences.Epoch(epoch, _context))
            {
                _context.Cancellation.ThrowIfCancellationRequested();
                var at = ((long)(epoch - 1) * sequences.BatchCount) + step++;
                loss += Step(batch, at, Rate(at / ((double)epochs * sequences.BatchCount)), out var count);
                targets += count;
            }
            Items.CatchUpAll(_adam);
            if (look(epoch, loss / Math.Max(1, targets)) || (epoch < epochs && _context.Budget?.Ends() == true))
                return;
        }
    }

    public void Dispose()
    {
        foreach (var shard in _shards)
            shard.Dispose();
    }

    private double Step(TrainingSequence[] batch, long at, double rate, out int targets)
    {
        using var scope = torch.NewDisposeScope();
        var draw = _negatives.Draw(_context.Random("sequence-transformer/negatives", at));
        for (var place = 0; place < draw.Items.Length; place++)
            _placeOf[draw.Items[place]] = place;
        var half = (batch.Length + 1) / 2;
        _shards[0].Take(batch.AsSpan(0, half), item => _placeOf[item]);
        _shards[1].Take(batch.AsSpan(half), item => _placeOf[item]);
        foreach (var item in draw.Items)
            _placeOf[item] = -1;
        targets = _shards.Sum(shard => shard.Targets.Length);
        Items.Begin();
        Items.Touch(draw.Items, _adam);
        foreach (var shard in _shards.Where(shard => shard.Input is not null))
        {
            Items.Touch(shard.Input!.Items, _adam);
            Items.Touch(shard.Targets, _adam);
        }
        var (losses, count) = (new double[_shards.Length], targets);
        _context.ForEachRow(_shards.Length, shard => losses[shard] = _shards[shard].Run(Items, draw, (_losses, count, _context.Random("sequence-transformer/left-out", (at * _shards.Length) + shard))));
        Move(draw, rate);
        return losses.Sum();
    }

    private void Move(NegativeDraw draw, double rate)
    {
        _gradients.AsSpan().Clear();
        foreach (var shard in _shards)
            shard.Collect(Items, draw, _gradients);
        _adam.Begin(rate);
        if (_options.L2 > 0)
            foreach (var part in Weights.Parts.Where(part => part.Decays))
                TensorPrimitives.Multiply(Weights.Of(part), (float)(1 - (rate * _options.L2)), Weights.Values.AsSpan(part.Start, part.Length));
        _adam.Move(Weights.Values, _gradients, _means, _squares);
        Items.End(_adam);
    }

    private double Rate(double progress) => _options.Schedule == LearningRateSchedule.Constant
        ? _options.LearningRate
        : _options.LearningRate * (0.01 + (0.99 * 0.5 * (1 + Math.Cos(Math.PI * progress))));
}
