using System.Numerics.Tensors;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Text;

/// <summary>Weights of runs of words and characters for each class, with their calibration.</summary>
public sealed class LinearTextModel : IExplainsWords<string>, ISaysFamiliarity<string>, IPersistent<LinearTextModel>
{
    private readonly GramColumns _columns;
    private readonly DenseRows _weights;
    private readonly float[] _shares;
    private readonly ScoreCalibration _calibration;
    private readonly ThreadLocal<TextGrams> _grams;

    private readonly PackedWeights? _packed;

    internal LinearTextModel(LabelShares classes, GramColumns columns, DenseRows weights, ScoreCalibration calibration, PackedWeights? packed = null)
    {
        (_shares, _columns, _weights, _calibration) = (classes.Shares, columns, weights, calibration);
        (Classes, _packed, _grams) = (classes.Names, packed, new(() => new TextGrams(columns.Options)));
    }

    /// <inheritdoc />
    public Vocabulary Classes { get; }

    /// <summary>Number of runs that count.</summary>
    public int RunCount => _columns.Count;

    /// <summary>Scores of a text: one a class, or a single one for a pair of classes.</summary>
    public int ScoreCount => _weights.ColumnCount;

    /// <summary>Weights as they are multiplied, shape [columns + 1 × scores]; the last row is that of the constant.</summary>
    internal DenseRows Weights => _weights;

    /// <summary>How scores become probabilities.</summary>
    internal ScoreCalibration Calibration => _calibration;

    /// <summary>A text as a row.</summary>
    internal (int[] Columns, float[] Values) Row(string input) => _columns.Row(_grams.Value!, input);

    /// <inheritdoc />
    public void Predict(string input, Span<double> probabilities)
    {
        Span<float> scores = ScoreCount <= 512 ? stackalloc float[ScoreCount] : new float[ScoreCount];
        if (!Score(input, scores))
            TensorPrimitives.ConvertTruncating<float, double>(_shares, probabilities);
        else
            _calibration.Apply(scores, probabilities);
    }

    /// <summary>Writes the raw scores; higher is more likely.</summary>
    /// <param name="input">Any text.</param>
    /// <param name="scores">Receives one score a class, shape [<see cref="ScoreCount"/>]; for a pair of classes the score of the second.</param>
    /// <returns>Whether the text holds any run that the model knows.</returns>
    public bool Score(string input, Span<float> scores)
    {
        var (columns, values) = Row(input);
        Score(_weights, new(columns, values), scores);
        return columns.Length > 0;
    }

    /// <inheritdoc />
    public IReadOnlyList<WordPart> Explain(string input, int @class, int count) =>
        Words((column, value) => Part(column, value, @class)).Of(TextTokens.Fold(input), count);

    /// <summary>The highest score of any class; of a pair, how far the text lies from the line between them.</summary>
    public double Familiarity(string input)
    {
        Span<float> scores = ScoreCount <= 512 ? stackalloc float[ScoreCount] : new float[ScoreCount];
        if (!Score(input, scores))
            return double.NegativeInfinity;
        return ScoreCount == 1 ? Math.Abs(scores[0]) : TensorPrimitives.Max<float>(scores);
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("classes", Classes.Ids);
        writer.Array<int>("places", _columns.Places);
        if (_packed is null)
        {
            writer.Array<float>("idf", _columns.Weights);
            writer.Array<float>("weights", _weights.Values);
        }
        else
        {
            writer.Array<Half>("idf_half", Array.ConvertAll(_columns.Weights, weight => (Half)weight));
            _packed.Save(writer);
        }
        writer.Settings["packed"] = _packed is not null;
        writer.Array<float>("shares", _shares);
        writer.Array<double>("calibration", [_calibration.Scale, _calibration.Shift]);
        GramSettings.Save(_columns.Options, writer.Settings);
        EncodedColumns.Save(_columns.Encoded, writer);
    }

    /// <inheritdoc />
    public static LinearTextModel Load(IArtifactReader reader)
    {
        var isPacked = (bool)reader.Settings["packed"]!;
        var idf = isPacked ? Array.ConvertAll(reader.Array<Half>("idf_half"), weight => (float)weight) : reader.Array<float>("idf");
        var columns = new GramColumns(GramSettings.Load(reader.Settings), reader.Array<int>("places"), idf, EncodedColumns.Load(reader));
        var packed = isPacked ? PackedWeights.Load(reader) : null;
        var calibration = reader.Array<double>("calibration");
        return new(new(new(reader.Ids("classes")), reader.Array<float>("shares")), columns, packed?.Dense() ?? Plain(reader.Array<float>("weights"), columns.Width + 1), new(calibration[0], calibration[1]), packed);
    }

    private static DenseRows Plain(float[] weights, int rows) => new(rows, weights.Length / rows, weights);

    internal static void Score(DenseRows weights, CsrRow row, Span<float> scores)
    {
        weights[weights.RowCount - 1].CopyTo(scores);
        for (var entry = 0; entry < row.Count; entry++)
            TensorPrimitives.FusedMultiplyAdd(weights[row.Columns[entry]], row.Values[entry], scores, scores);
    }

    /// <summary>Explains by what the caller says of columns.</summary>
    internal WordParts Words(Func<int, float, double> part) => new(_columns, part);

    internal LinearTextModel With(ScoreCalibration calibration) => new(new(Classes, _shares), _columns, _weights, calibration, _packed);

    /// <summary>The same model in so many bytes.</summary>
    internal LinearTextModel Packed(long bytes)
    {
        var (columns, packed) = PackedWeights.Of(_columns, _weights, bytes);
        return new(new(Classes, _shares), columns, packed.Dense(), _calibration, packed);
    }

    private double Part(int column, float value, int @class) =>
        _calibration.Scale * value * (ScoreCount == 1 ? (@class == 1 ? 1 : -1) * _weights[column][0] : _weights[column][@class]);
}

/// <summary>Classes and how common each is.</summary>
internal sealed record LabelShares(Vocabulary Names, float[] Shares)
{
    public static LabelShares Of(Vocabulary classes, int[] labels)
    {
        var shares = new float[classes.Count];
        foreach (var label in labels)
            shares[label] += 1f / labels.Length;
        return new(classes, shares);
    }
}
