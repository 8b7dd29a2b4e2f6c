using System.Numerics.Tensors;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Onnx;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>Weights of the item tower that are used outside its network.</summary>
/// <param name="Words">A vector of each word, shape [words × factors].</param>
/// <param name="Given">Map of given vectors, shape [dimensions × factors]; no rows without such.</param>
/// <param name="Map">Map of the user tower, shape [factors × factors].</param>
internal sealed record TowerWeights(DenseRows Words, DenseRows Given, DenseRows Map);

/// <summary>Makes a vector of what is known of an item: the sum of its words' vectors and of the mapped given vector, through a network of one hidden layer, of length 1.</summary>
internal sealed class ItemTower
{
    private readonly ItemContent _content;
    private readonly TowerWeights _weights;
    private readonly byte[] _graph;
    private readonly OnnxNetwork _network;

    /// <param name="content">Reads items as words.</param>
    /// <param name="weights">Vectors of words and maps.</param>
    /// <param name="graph">The network, ONNX: sums of shape [rows × factors] in and vectors of the same shape out.</param>
    public ItemTower(ItemContent content, TowerWeights weights, byte[] graph) => (_content, _weights, _graph, _network) = (content, weights, graph, new(graph));

    public int Factors => _weights.Map.ColumnCount;

    /// <param name="items">Any catalogue.</param>
    /// <param name="given">A vector of each item, or null.</param>
    /// <param name="own">A vector of each item's own to add to the sum, or null.</param>
    /// <returns>Shape [items × factors]; 0 for an item of which nothing is known.</returns>
    public DenseRows VectorsOf(Catalogue items, DenseRows? given, DenseRows? own)
    {
        var sums = Sums(_content.Rows(items), given, own);
        var vectors = new DenseRows(items.Count, Factors, _network.Run(sums.Values, Factors, Factors));
        for (var item = 0; item < items.Count; item++)
            if (!sums[item].ContainsAnyExcept(0f))
                vectors[item].Clear();
        return vectors;
    }

    /// <summary>Each vector through the map of the user tower.</summary>
    public DenseRows Map(DenseRows vectors)
    {
        var mapped = new DenseRows(vectors.RowCount, Factors);
        for (var item = 0; item < vectors.RowCount; item++)
            AddMapped(vectors[item], _weights.Map, mapped[item]);
        return mapped;
    }

    public void Save(IArtifactWriter writer)
    {
        _content.Save(writer);
        writer.Array<int>("factors", [Factors]);
        writer.Array<float>("words", _weights.Words.Values);
        writer.Array<float>("given", _weights.Given.Values);
        writer.Array<float>("map", _weights.Map.Values);
        writer.Bytes("model.onnx", _graph);
    }

    public static ItemTower Load(IArtifactReader reader)
    {
        var factors = reader.Array<int>("factors")[0];
        return new(ItemContent.Load(reader), new(Rows("words"), Rows("given"), Rows("map")), reader.Bytes("model.onnx"));

        DenseRows Rows(string name)
        {
            var values = reader.Array<float>(name);
            return new(values.Length / factors, factors, values);
        }
    }

    private DenseRows Sums(CsrMatrix rows, DenseRows? given, DenseRows? own)
    {
        var sums = new DenseRows(rows.RowCount, Factors);
        for (var item = 0; item < rows.RowCount; item++)
        {
            var row = rows[item];
            var sum = sums[item];
            for (var entry = 0; entry < row.Count; entry++)
                TensorPrimitives.MultiplyAdd(_weights.Words[row.Columns[entry]], row.Values[entry], sum, sum);
            if (given is not null && _weights.Given.RowCount > 0)
                AddMapped(given[item], _weights.Given, sum);
            if (own is not null)
                TensorPrimitives.Add(own[item], sum, sum);
        }
        return sums;
    }

    private static void AddMapped(ReadOnlySpan<float> vector, DenseRows map, Span<float> sum)
    {
        for (var row = 0; row < vector.Length; row++)
            TensorPrimitives.MultiplyAdd(map[row], vector[row], sum, sum);
    }
}
