using Taojin.Mining.Recommendation;
using Taojin.Numerics;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch.Sequences;

/// <summary>A part of a step's sequences: forwards and backwards through a network of its own.</summary>
internal sealed class SequenceShard(SequenceNetwork network, SequenceTransformerOptions options) : IDisposable
{
    private readonly List<long> _places = [], _targets = [], _hitTargets = [], _hitPlaces = [];
    private Tensor? _read, _aimed, _drawn;

    /// <summary>The items that are read.</summary>
    public SequenceInput? Input { get; private set; }

    /// <summary>The items that are foretold.</summary>
    public long[] Targets { get; private set; } = [];

    /// <summary>Takes sequences in.</summary>
    /// <param name="sequences">Of about equal length; none takes nothing.</param>
    /// <param name="placeOf">Place of an item in the draw, −1 for none.</param>
    public void Take(ReadOnlySpan<TrainingSequence> sequences, Func<int, int> placeOf)
    {
        Clear();
        Input = sequences.IsEmpty ? null : SequenceInput.Of([.. sequences.ToArray().Select(each => each.Events)]);
        for (var row = 0; row < sequences.Length; row++)
            for (var place = 0; place < sequences[row].Targets.Length; place++)
                if (sequences[row].Targets[place] is >= 0 and var target)
                {
                    if (placeOf(target) is >= 0 and var hit)
                    {
                        _hitTargets.Add(_targets.Count);
                        _hitPlaces.Add(hit);
                    }
                    _places.Add((row * Input!.Length) + place);
                    _targets.Add(target);
                }
        Targets = [.. _targets];
    }

    /// <summary>Runs the sequences; the gradients of their loss, divided by the number of targets of the step, are kept until they are collected.</summary>
    /// <returns>The loss, summed over the targets.</returns>
    public double Run(ItemVectors items, NegativeDraw draw, (SequenceLosses Losses, int TargetCount, SplitMix64 Chance) step)
    {
        if (Input is null)
            return 0;
        set_num_threads(1); // torch keeps this number a thread
        using var scope = NewDisposeScope();
        network.Copy();
        (_read, _aimed, _drawn) = (items.Gather(Input.Items), items.Gather(Targets), items.Gather(draw.Items));
        var read = options.Mask > 0 ? Hidden(_read, step.Chance) : _read;
        var states = network.States(read, Input, options.Dropout > 0 ? new(options.Dropout, step.Chance) : null).index_select(0, tensor(_places.ToArray())); // (T, W)
        var loss = step.Losses.Of((states * network.Vectors(_aimed)).sum(1), states.mm(network.Vectors(_drawn).t()), draw, ([.. _hitTargets], [.. _hitPlaces]));
        (loss / step.TargetCount).backward();
        (_read, _aimed, _drawn) = (_read.DetachFromDisposeScope(), _aimed.DetachFromDisposeScope(), _drawn.DetachFromDisposeScope());
        return loss.detach().data<float>()[0]; // not item(): its scalar may be freed by the collector before it is read
    }

    /// <summary>Adds the gradients of the last run.</summary>
    public void Collect(ItemVectors items, NegativeDraw draw, Span<float> weightGradients)
    {
        if (Input is null)
            return;
        items.AddGradients(Input.Items, _read!);
        items.AddGradients(Targets, _aimed!);
        items.AddGradients(draw.Items, _drawn!);
        network.AddGradients(weightGradients);
    }

    public void Dispose()
    {
        Clear();
        network.Dispose();
    }

    /// <summary>Some of the events that are read without their item.</summary>
    private Tensor Hidden(Tensor read, SplitMix64 chance)
    {
        var shown = ones(read.shape[0], 1);
        foreach (ref var value in SequenceNetwork.Floats(shown))
            value = chance.NextDouble() < options.Mask ? 0 : 1;
        return read * shown;
    }

    private void Clear()
    {
        foreach (var list in new[] { _places, _targets, _hitTargets, _hitPlaces })
            list.Clear();
        foreach (var kept in new[] { _read, _aimed, _drawn })
            kept?.Dispose();
        (_read, _aimed, _drawn, Input) = (null, null, null, null);
    }
}
