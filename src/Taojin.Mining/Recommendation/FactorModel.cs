using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>A vector for each user and item; the score of a pair is their product. New users are solved for, exactly as fitted ones were.</summary>
public sealed class FactorModel : IPersistent<FactorModel>, IExplainsRecommendation, IVectorRecommender
{
    private readonly Lazy<(Vocabulary Ids, DenseRows Rows)> _users;
    private readonly DenseRows _items;
    private readonly AlsRule _rule;
    private readonly AlsSolver _solver;
    private readonly ConcurrentStack<AlsSolver.Scratch> _idle = new(); // a matrix of its own for each answer would be collected every second

    internal FactorModel(Interactions data, DenseRows users, DenseRows items, AlsRule rule, int threads)
        : this(new Lazy<(Vocabulary, DenseRows)>((data.Users, users)), (data.Items.Ids, items), rule, threads)
    {
    }

    private FactorModel(Lazy<(Vocabulary Ids, DenseRows Rows)> users, (Vocabulary Ids, DenseRows Rows) items, AlsRule rule, int threads)
    {
        (_users, Items, _items, _rule) = (users, items.Ids, items.Rows, rule);
        _solver = new(_items, rule, threads);
    }

    /// <inheritdoc />
    public Vocabulary Users => _users.Value.Ids;

    /// <inheritdoc />
    public Vocabulary Items { get; }

    /// <summary>User vectors, shape [users × factors]; users who touched nothing are 0.</summary>
    public DenseRows UserFactors => _users.Value.Rows;

    /// <summary>Item vectors, shape [items × factors]; items that nobody touched are 0.</summary>
    public DenseRows ItemFactors => _items;

    /// <inheritdoc />
    public void Score(int user, Span<float> scores) => Multiply(UserFactors[user], scores);

    /// <inheritdoc />
    public void Score(ReadOnlySpan<HistoryItem> history, Span<float> scores)
    {
        if (history.IsEmpty)
        {
            scores.Fill(float.NaN);
            return;
        }
        var vector = new float[_items.ColumnCount];
        FoldIn(history, vector);
        Multiply(vector, scores);
    }

    /// <inheritdoc />
    public void FoldIn(ReadOnlySpan<HistoryItem> history, Span<float> vector)
    {
        var ((columns, weights), scratch) = (Row(history), Scratch());
        _solver.Solve(new(columns, weights), vector, scratch);
        _idle.Push(scratch);
    }

    /// <inheritdoc />
    public void Explain(ReadOnlySpan<HistoryItem> history, int item, Span<float> parts) => Explain(history, [item], parts);

    /// <summary>Hu, Koren &amp; Volinsky 2008, section 5: the score is Σ over the history of α·w·yᵢᵀ(…)⁻¹yⱼ. The matrix is factored once for all items, and not at all for a short history.</summary>
    public void Explain(ReadOnlySpan<HistoryItem> history, ReadOnlySpan<int> items, Span<float> parts)
    {
        var (columns, weights) = Row(history);
        if (_solver.Shares.TryWrite(columns, weights, items, parts))
            return;
        var (solved, scratch) = (new float[_items.ColumnCount], Scratch());
        _solver.Factor(new(columns, weights), scratch);
        for (var place = 0; place < items.Length; place++)
        {
            _solver.SolveFor(items[place], solved, scratch);
            for (var entry = 0; entry < history.Length; entry++)
                parts[(place * history.Length) + entry] = _solver.Part(solved, columns[entry], weights[entry]);
        }
        _idle.Push(scratch);
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("users", Users.Ids);
        writer.Ids("items", Items.Ids);
        writer.Array<float>("user_factors", UserFactors.Values);
        writer.Array<float>("item_factors", _items.Values);
        writer.Array<double>("rule", [_rule.Alpha, _rule.Unobserved, _rule.Regularization, _rule.FrequencyScaling]);
        writer.Array<int>("factors", [_items.ColumnCount]);
    }

    /// <summary>Reads it; what was fitted of users is read when somebody asks for it, since answers solve for the user as they are now.</summary>
    public static FactorModel Load(IArtifactReader reader)
    {
        var (items, rule, factors) = (new Vocabulary(reader.Ids("items")), reader.Array<double>("rule"), reader.Array<int>("factors")[0]);
        return new(
            new(() => new Vocabulary(reader.Ids("users")) is var users ? (users, new DenseRows(users.Count, factors, reader.Array<float>("user_factors"))) : default),
            (items, new(items.Count, factors, reader.Array<float>("item_factors"))),
            new(rule[0], rule[1], rule[2], rule[3]),
            Environment.ProcessorCount);
    }

    private AlsSolver.Scratch Scratch() => _idle.TryPop(out var scratch) ? scratch : _solver.NewScratch();

    private static (int[] Columns, float[] Weights) Row(ReadOnlySpan<HistoryItem> history)
    {
        var (columns, weights) = (new int[history.Length], new float[history.Length]);
        for (var place = 0; place < history.Length; place++)
            (columns[place], weights[place]) = (history[place].Item, history[place].Weight);
        return (columns, weights);
    }

    private void Multiply(ReadOnlySpan<float> vector, Span<float> scores)
    {
        for (var item = 0; item < scores.Length; item++)
            scores[item] = TensorPrimitives.Dot(vector, _items[item]);
    }
}
