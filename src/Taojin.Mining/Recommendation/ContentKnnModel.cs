using System.Buffers;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>A vector of length 1 for each item; a history is the weighted mean of its items.</summary>
public sealed class ContentKnnModel : IPersistent<ContentKnnModel>, IExplainsRecommendation
{
    private readonly CsrMatrix _vectors;
    private readonly FittedHistories _histories;
    private readonly double _decay;

    internal ContentKnnModel(Interactions data, CsrMatrix vectors, double decay)
        : this(data.Users, data.Items.Ids, vectors, (FittedHistories.Of(data), decay))
    {
    }

    private ContentKnnModel(Vocabulary users, Vocabulary items, CsrMatrix vectors, (FittedHistories Histories, double Decay) past) =>
        (Users, Items, _vectors, _histories, _decay) = (users, items, vectors, past.Histories, past.Decay);

    /// <inheritdoc />
    public Vocabulary Users { get; }

    /// <inheritdoc />
    public Vocabulary Items { get; }

    /// <summary>The same model over given vectors, such as embeddings of texts or images.</summary>
    /// <param name="data">Whose histories.</param>
    /// <param name="vectors">Of any length each, shape [items × dimensions]; they are brought to length 1, and a vector of zeros is like nothing.</param>
    /// <param name="decay">Weight of an item against the one that was touched after it, 0 to 1.</param>
    public static ContentKnnModel OfVectors(Interactions data, DenseRows vectors, double decay)
    {
        var (starts, columns, values) = (new int[vectors.RowCount + 1], new List<int>(), new List<float>());
        for (var item = 0; item < vectors.RowCount; item++)
        {
            var length = System.Numerics.Tensors.TensorPrimitives.Norm<float>(vectors[item]);
            for (var column = 0; column < vectors.ColumnCount; column++)
                if (vectors[item][column] is not 0 and var value)
                {
                    columns.Add(column);
                    values.Add(value / length);
                }
            starts[item + 1] = columns.Count;
        }
        return new(data, new(vectors.RowCount, vectors.ColumnCount, starts, [.. columns], [.. values]), decay);
    }

    /// <inheritdoc />
    public void Score(int user, Span<float> scores) => Score(_histories[user], scores);

    /// <summary>All NaN for a history without any text, as for an empty one.</summary>
    public void Score(ReadOnlySpan<HistoryItem> history, Span<float> scores)
    {
        var profile = ArrayPool<float>.Shared.Rent(_vectors.ColumnCount);
        Array.Clear(profile);
        var weights = Weights(history);
        var entries = 0;
        for (var place = 0; place < history.Length; place++)
        {
            var row = _vectors[history[place].Item];
            entries += row.Count;
            for (var entry = 0; entry < row.Count; entry++)
                profile[row.Columns[entry]] += weights[place] * row.Values[entry];
        }
        if (entries == 0)
            scores.Fill(float.NaN);
        else
            for (var item = 0; item < scores.Length; item++)
                scores[item] = Product(_vectors[item], profile);
        ArrayPool<float>.Shared.Return(profile);
    }

    /// <inheritdoc />
    public void Explain(ReadOnlySpan<HistoryItem> history, int item, Span<float> parts)
    {
        var (weights, target) = (Weights(history), new float[_vectors.ColumnCount]);
        var wanted = _vectors[item];
        for (var entry = 0; entry < wanted.Count; entry++)
            target[wanted.Columns[entry]] = wanted.Values[entry];
        for (var place = 0; place < history.Length; place++)
            parts[place] = weights[place] * Product(_vectors[history[place].Item], target);
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("users", Users.Ids);
        writer.Ids("items", Items.Ids);
        SparseParts.Save(writer, "vectors", _vectors);
        _histories.Save(writer);
        writer.Array<double>("decay", [_decay]);
    }

    /// <inheritdoc />
    public static ContentKnnModel Load(IArtifactReader reader) => new(
        new Vocabulary(reader.Ids("users")),
        new Vocabulary(reader.Ids("items")),
        SparseParts.Load(reader, "vectors"),
        (FittedHistories.Load(reader), reader.Array<double>("decay")[0]));

    private static float Product(CsrRow row, float[] dense)
    {
        var sum = 0f;
        for (var entry = 0; entry < row.Count; entry++)
            sum += row.Values[entry] * dense[row.Columns[entry]];
        return sum;
    }

    /// <summary>What each item of a history counts, 1 in all.</summary>
    private float[] Weights(ReadOnlySpan<HistoryItem> history)
    {
        var (weights, total) = (new float[history.Length], 0.0);
        for (var place = 0; place < history.Length; place++)
            total += weights[place] = (float)(history[place].Weight * Math.Pow(_decay, history.Length - 1 - place));
        for (var place = 0; place < weights.Length; place++)
            weights[place] = (float)(weights[place] / total);
        return weights;
    }
}
