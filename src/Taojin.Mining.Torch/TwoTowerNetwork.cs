using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch;

/// <summary>Sizes of the towers.</summary>
/// <param name="Words">Different words.</param>
/// <param name="Items">Items.</param>
/// <param name="Given">Length of given vectors, 0 without such.</param>
/// <param name="Factors">Length of the vectors.</param>
/// <param name="Hidden">Units of the hidden layer.</param>
internal sealed record TowerSizes(int Words, int Items, int Given, int Factors, int Hidden);

/// <summary>The words of some items, one after another.</summary>
/// <param name="Words">Words of all items, shape [words].</param>
/// <param name="Weights">What each counts, shape [words].</param>
/// <param name="Starts">Where each item's words start, shape [items].</param>
/// <param name="Given">Given vectors, shape [items × dimensions], or null.</param>
/// <param name="Own">Indexes of the items, shape [items].</param>
/// <param name="OwnShare">What an item's own vector counts, shape [items × 1]: 1, or 0 where it must do without.</param>
internal sealed record TowerBatch(Tensor Words, Tensor Weights, Tensor Starts, Tensor? Given, Tensor Own, Tensor OwnShare);

/// <summary>The item tower, and the linear map of the user tower.</summary>
internal sealed class TwoTowerNetwork : nn.Module
{
    private const double InitialDeviation = 0.1;
    private readonly double _dropout;

    public TwoTowerNetwork(TowerSizes sizes, double dropout)
        : base("two-tower")
    {
        _dropout = dropout;
        Words = nn.EmbeddingBag(Math.Max(1, sizes.Words), sizes.Factors, mode: EmbeddingBagMode.Sum);
        Own = nn.Embedding(sizes.Items, sizes.Factors);
        Given = sizes.Given > 0 ? nn.Linear(sizes.Given, sizes.Factors, hasBias: false) : null;
        (Inner, Outer) = (nn.Linear(sizes.Factors, sizes.Hidden), nn.Linear(sizes.Hidden, sizes.Factors));
        Map = nn.Linear(sizes.Factors, sizes.Factors, hasBias: false);
        RegisterComponents();
        nn.init.normal_(Words.weight!, 0, InitialDeviation);
        nn.init.zeros_(Own.weight!);
        nn.init.eye_(Map.weight!);
    }

    public EmbeddingBag Words { get; }

    public Embedding Own { get; }

    public Linear? Given { get; }

    public Linear Inner { get; }

    public Linear Outer { get; }

    public Linear Map { get; }

    /// <summary>Vectors of length 1, shape [items × factors].</summary>
    public Tensor Items(TowerBatch batch)
    {
        var sums = Words.forward(batch.Words, batch.Starts, batch.Weights) + (Own.forward(batch.Own) * batch.OwnShare); // (N, F)
        if (Given is not null && batch.Given is not null)
            sums += Given.forward(batch.Given);
        return Tower(sums);
    }

    /// <summary>The part that is served as ONNX: sums in, vectors of length 1 out.</summary>
    public Tensor Tower(Tensor sums)
    {
        var hidden = nn.functional.dropout(nn.functional.relu(Inner.forward(sums)), _dropout, training);
        return nn.functional.normalize(sums + Outer.forward(hidden), dim: 1, eps: 1e-12);
    }

    /// <summary>Vectors of length 1 of users.</summary>
    /// <param name="items">Vectors of items, shape [items × factors].</param>
    /// <param name="places">Items of each history, shape [users × length].</param>
    /// <param name="weights">What they count, 0 where a history is shorter, shape [users × length].</param>
    public Tensor Users(Tensor items, Tensor places, Tensor weights)
    {
        var (count, length) = (places.shape[0], places.shape[1]);
        var touched = items.index_select(0, places.reshape(-1)).reshape(count, length, -1); // (B, L, F)
        var mean = weights.unsqueeze(1).bmm(touched).squeeze(1); // (B, F)
        return nn.functional.normalize(Map.forward(mean), dim: 1, eps: 1e-12);
    }
}
