using Taojin.Mining.Torch.Sequences;
using Taojin.Numerics;
using TorchSharp;

namespace Taojin.Mining.Torch.Tests.Sequences;

/// <summary>Moving only what a step touches comes to the same as Adam over the whole table: libtorch's own Adam is the oracle.</summary>
[Collection("libtorch")]
public sealed class ItemVectorsTests
{
    private const int Items = 6, Width = 19;

    [Fact]
    public void Vectors_that_rest_for_some_steps_end_where_Adam_takes_them()
    {
        var vectors = new ItemVectors(Items, Width, 0.1, SplitMix64.Stream(3, "item-vectors-tests"));
        using var table = torch.nn.Parameter(torch.tensor(vectors.Rows.Values, [Items, Width]), requires_grad: true);
        using var oracle = torch.optim.Adam([table], 0.01, beta1: 0.9, beta2: 0.98);
        var adam = new Adam();
        long[][] steps = [[0, 1, 2], [0], [1, 1], [3, 0], [0], [2, 5], [0, 1, 2, 3, 5]];
        foreach (var (items, number) in steps.Select((items, number) => (items, number)))
            Step(vectors, adam, (table, oracle), items, number);
        vectors.CatchUpAll(adam);

        var expected = table.data<float>().ToArray();
        for (var cell = 0; cell < expected.Length; cell++)
            vectors.Rows.Values[cell].ShouldBe(expected[cell], 1e-5f);
        vectors.Rows.Values.AsSpan(4 * Width, Width).ToArray().ShouldBe(expected.AsSpan(4 * Width, Width).ToArray()); // never touched
    }

    private static void Step(ItemVectors vectors, Adam adam, (torch.Tensor Table, torch.optim.Optimizer Adam) oracle, long[] items, int number)
    {
        using var scope = torch.NewDisposeScope();
        vectors.Begin();
        vectors.Touch(items, adam);
        var gathered = vectors.Gather(items);
        var slopes = torch.tensor(Enumerable.Range(0, items.Length * Width).Select(cell => MathF.Sin(cell + (10 * number)) + 0.2f).ToArray(), [items.Length, Width]);
        (gathered * slopes).sum().backward();
        vectors.AddGradients(items, gathered);
        adam.Begin(0.01);
        vectors.End(adam);

        oracle.Adam.zero_grad();
        (oracle.Table.index_select(0, torch.tensor(items)) * slopes).sum().backward();
        oracle.Adam.step();
    }
}
