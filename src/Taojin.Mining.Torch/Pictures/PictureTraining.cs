using System.Numerics.Tensors;
using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Mining.Torch.Sequences;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch.Pictures;

/// <summary>The loop: epochs, steps of two halves each, moves, and a moving mean of the weights.</summary>
/// <remarks>A step is always cut in two and the gradients are added in the same order, so that one thread and two give the same bits.</remarks>
internal sealed class PictureTraining : IDisposable
{
    private const double Warm = 0.05, Least = 0.01;
    private const int MostForMeans = 4096, BlockForMeans = 128;
    private readonly ImageCnnOptions _options;
    private readonly FitContext _context;
    private readonly PictureBatch _batch;
    private readonly LabelledSquares _data;
    private readonly PictureNetwork[] _networks;
    private readonly Adam _adam = new();
    private readonly float[] _gradients, _means, _squares, _kept;

    public PictureTraining(ImageCnnOptions options, LabelledSquares data, FitContext context)
    {
        (_options, _data, _context, _batch) = (options, data, context, new(options, data));
        Weights = new(options, data.Scale.Means.Length, data.Classes, context.Random("image-cnn/weights"));
        var isHalf = options.HalfProducts && TorchRuntime.MultipliesBfloat16;
        _networks = [new(Weights, isHalf), new(Weights, isHalf)];
        var count = Weights.Values.Length;
        (_gradients, _means, _squares, _kept) = (new float[count], new float[count], new float[count], (float[])Weights.Values.Clone());
    }

    public PictureWeights Weights { get; }

    /// <summary>Trains, and gives the network at rest with the weights that are kept.</summary>
    public PictureNetwork Run()
    {
        var (count, step) = (_data.Labels.Length, 0);
        var batches = (count + _options.BatchSize - 1) / _options.BatchSize;
        for (var epoch = 1; epoch <= _options.Epochs; epoch++)
        {
            var loss = 0.0;
            foreach (var places in EpochLoop.Batches(count, _options.BatchSize, _context, ("image-cnn/order", epoch)))
                loss += places.Length * Step(places, step++, step / ((double)batches * _options.Epochs));
            _context.Progress?.Report(new("image-cnn", epoch, _options.Epochs, loss / count));
            if (epoch < _options.Epochs && _context.Budget?.Ends() == true)
                break;
        }
        return AtRest(_options.AveragedEpochs > 0 ? _kept : Weights.Values);
    }

    public void Dispose()
    {
        foreach (var network in _networks)
            network.Dispose();
    }

    private double Step(long[] places, int step, double progress)
    {
        var half = (places.Length + 1) / 2;
        var (parts, losses) = (new[] { places[..half], places[half..] }, new double[2]);
        _context.ForEachRow(2, part => losses[part] = parts[part].Length == 0 ? 0 : Half(_networks[part], parts[part], (places.Length, ((long)step * 2) + part)));
        _gradients.AsSpan().Clear();
        for (var part = 0; part < 2; part++)
            if (parts[part].Length > 0)
                _networks[part].AddGradients(_gradients);
        Move(progress);
        return losses.Sum();
    }

    private double Half(PictureNetwork network, long[] places, (int Rows, long Stream) step)
    {
        set_num_threads(1); // torch keeps this number a thread
        using var scope = NewDisposeScope();
        network.Copy(Weights.Values);
        var (inputs, targets) = _batch.Draw(places, _context.Random("image-cnn/pictures", step.Stream));
        var size = _options.Size;
        var scores = network.Run(tensor(inputs, [places.Length, size, size, _data.Scale.Means.Length])).Scores;
        TensorPrimitives.Divide(targets, step.Rows, targets); // not the loss: see PictureNetwork on scalars
        var loss = -(scores.log_softmax(1) * tensor(targets, [places.Length, _data.Classes])).sum();
        loss.backward();
        return loss.detach().data<float>()[0]; // not item(): its scalar may be freed by the collector before it is read
    }

    private void Move(double progress)
    {
        var rate = _options.LearningRate * (progress < Warm ? progress / Warm : Least + ((1 - Least) * 0.5 * (1 + Math.Cos(Math.PI * (progress - Warm) / (1 - Warm)))));
        _adam.Begin(rate);
        if (_options.L2 > 0)
            foreach (var part in Weights.Parts.Where(part => part.Decays))
                TensorPrimitives.Multiply(Weights.Of(part), (float)(1 - (rate * _options.L2)), Weights.Of(part));
        _adam.Move(Weights.Values, _gradients, _means, _squares);
        if (_options.AveragedEpochs <= 0)
            return;
        var fresh = (float)Math.Min(1, _options.BatchSize / (_options.AveragedEpochs * _data.Labels.Length));
        TensorPrimitives.Multiply(_kept, 1 - fresh, _kept);
        TensorPrimitives.MultiplyAdd(Weights.Values, fresh, _kept, _kept);
    }

    /// <summary>The means and variances that normalisation uses at rest are those under the weights that are kept, over some of the pictures.</summary>
    private PictureNetwork AtRest(float[] values)
    {
        set_num_threads(1);
        var network = new PictureNetwork(Weights, isHalf: false);
        network.Copy(values);
        using var still = no_grad();
        var batches = EpochLoop.Batches(_data.Labels.Length, BlockForMeans, _context, ("image-cnn/means", 0)).Take(MostForMeans / BlockForMeans).ToArray();
        for (var place = 0; place < batches.Length; place++)
        {
            using var scope = NewDisposeScope();
            network.Momentum = 1.0 / (place + 1);
            network.Run(tensor(_batch.Plain(batches[place]), [batches[place].Length, _options.Size, _options.Size, _data.Scale.Means.Length]));
        }
        network.Momentum = null;
        return network;
    }
}
