using System.Buffers;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>How neighbours are picked and how fast a history fades.</summary>
internal sealed record UserKnnRule(int Neighbours, double Shrinkage, double HistoryDecay);

/// <summary>The fitted users by item, among whom the neighbours of any history are found.</summary>
public sealed class UserKnnModel : IPersistent<UserKnnModel>, IExplainsRecommendation
{
    private readonly FittedHistories _histories;
    private readonly CsrMatrix _byUser;
    private readonly CsrMatrix _byItem;
    private readonly TermWeighting _weighting;
    private readonly UserKnnRule _rule;
    private readonly float[] _norms;

    internal UserKnnModel(Interactions data, TermWeighting weighting, UserKnnRule rule)
        : this((data.Users, data.Items.Ids), FittedHistories.Of(data), weighting.Apply(data.Matrix), (weighting, rule))
    {
    }

    private UserKnnModel((Vocabulary Users, Vocabulary Items) ids, FittedHistories histories, CsrMatrix byUser, (TermWeighting Weighting, UserKnnRule Rule) how)
    {
        (Users, Items, _histories, _byUser) = (ids.Users, ids.Items, histories, byUser);
        (_weighting, _rule) = how;
        _byItem = byUser.Transpose();
        _norms = new float[byUser.RowCount];
        for (var user = 0; user < _norms.Length; user++)
            _norms[user] = Norm(byUser[user].Values);
    }

    /// <inheritdoc />
    public Vocabulary Users { get; }

    /// <inheritdoc />
    public Vocabulary Items { get; }

    /// <inheritdoc />
    public void Score(int user, Span<float> scores) => Score(_histories[user], scores);

    /// <inheritdoc />
    public void Score(ReadOnlySpan<HistoryItem> history, Span<float> scores)
    {
        scores.Fill(history.IsEmpty ? float.NaN : 0);
        foreach (var (user, similarity) in Nearest(history, Weights(history)))
        {
            var row = _byUser[user];
            for (var entry = 0; entry < row.Count; entry++)
                scores[row.Columns[entry]] += similarity * row.Values[entry];
        }
    }

    /// <summary>Each neighbour's similarity is a sum over the common items, so each item of the history has its part of it.</summary>
    public void Explain(ReadOnlySpan<HistoryItem> history, int item, Span<float> parts)
    {
        parts[..history.Length].Clear();
        var weights = Weights(history);
        var norm = Norm(weights);
        foreach (var (user, _) in Nearest(history, weights))
        {
            var share = At(_byUser[user], item) / Divisor(norm, user);
            for (var place = 0; place < history.Length && share > 0; place++)
                parts[place] += share * weights[place] * At(_byUser[user], history[place].Item);
        }
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("users", Users.Ids);
        writer.Ids("items", Items.Ids);
        _histories.Save(writer);
        SparseParts.Save(writer, "by_user", _byUser);
        _weighting.Save(writer);
        writer.Array<double>("rule", [_rule.Neighbours, _rule.Shrinkage, _rule.HistoryDecay]);
    }

    /// <inheritdoc />
    public static UserKnnModel Load(IArtifactReader reader)
    {
        var rule = reader.Array<double>("rule");
        return new(
            (new Vocabulary(reader.Ids("users")), new Vocabulary(reader.Ids("items"))),
            FittedHistories.Load(reader),
            SparseParts.Load(reader, "by_user"),
            (TermWeighting.Load(reader), new((int)rule[0], rule[1], rule[2])));
    }

    private static float At(CsrRow row, int column) => row.Columns.BinarySearch(column) is var entry and >= 0 ? row.Values[entry] : 0;

    private static float Norm(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (var value in values)
            sum += (double)value * value;
        return (float)Math.Sqrt(sum);
    }

    private float Divisor(float norm, int user) => (float)((norm * _norms[user]) + _rule.Shrinkage);

    /// <summary>The history as a vector like those of the fitted users, fading with age.</summary>
    private float[] Weights(ReadOnlySpan<HistoryItem> history)
    {
        var (weights, length, fading) = (new float[history.Length], 0.0, new HistoryRule(IsBinary: true, _rule.HistoryDecay));
        foreach (var each in history)
            length += each.Weight;
        for (var place = 0; place < weights.Length; place++)
            weights[place] = fading.Weight(history, place) * _weighting.Weight(history[place].Item, history[place].Weight, length);
        return weights;
    }

    /// <summary>The nearest users with their similarities, the most similar first; equal ones by index.</summary>
    private (int User, float Similarity)[] Nearest(ReadOnlySpan<HistoryItem> history, float[] weights)
    {
        var buffer = ArrayPool<float>.Shared.Rent(_norms.Length);
        var similarities = buffer.AsSpan(0, _norms.Length);
        similarities.Clear();
        for (var place = 0; place < weights.Length; place++)
        {
            var users = _byItem[history[place].Item];
            for (var entry = 0; entry < users.Count; entry++)
                similarities[users.Columns[entry]] += weights[place] * users.Values[entry];
        }
        var norm = Norm(weights);
        for (var user = 0; user < similarities.Length; user++)
            similarities[user] = similarities[user] > 0 ? similarities[user] / Divisor(norm, user) : float.NaN;
        var best = new int[Math.Min(_rule.Neighbours, _norms.Length)];
        var nearest = new (int, float)[TopK.Write(similarities, best)];
        for (var place = 0; place < nearest.Length; place++)
            nearest[place] = (best[place], similarities[best[place]]);
        ArrayPool<float>.Shared.Return(buffer);
        return nearest;
    }
}
