using System.Numerics.Tensors;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Onnx;
using Taojin.Mining.Learning.Pictures;
using Taojin.Mining.Text;
using Taojin.Numerics;

namespace Taojin.Mining.Classification;

/// <summary>A fitted network of pictures: an ONNX network with its calibration. Its last layer but one is the vector of a picture.</summary>
public sealed class ImageCnnModel : IClassModel<ProductFacts>, ISaysFamiliarity<ProductFacts>, IExplainsRegions<ProductFacts>, IEmbedsPictures, IPersistent<ImageCnnModel>
{
    internal const string Embedding = "embedding";
    private readonly byte[] _graph;
    private readonly OnnxNetwork _network;
    private readonly PictureScale _scale;
    private readonly float[] _shares;
    private readonly ScoreCalibration _calibration;
    private readonly bool _isMirrored;

    internal ImageCnnModel(LabelShares classes, byte[] graph, PictureScale scale, (int EmbeddingWidth, ScoreCalibration Calibration, bool IsMirrored) last)
    {
        (Classes, _shares, _graph, _scale) = (classes.Names, classes.Shares, graph, scale);
        (_network, EmbeddingWidth, _calibration, _isMirrored) = (new(graph), last.EmbeddingWidth, last.Calibration, last.IsMirrored);
    }

    /// <inheritdoc />
    public Vocabulary Classes { get; }

    /// <inheritdoc />
    public int EmbeddingWidth { get; }

    /// <summary>Points of a side.</summary>
    public int Size => _scale.Size;

    /// <inheritdoc />
    public void Predict(ProductFacts input, Span<double> probabilities)
    {
        if (input.Picture is null)
            TensorPrimitives.ConvertTruncating<float, double>(_shares, probabilities);
        else
            _calibration.Apply(Scores(input.Picture), probabilities);
    }

    /// <summary>Raw scores of a picture, shape [classes]; higher is more likely.</summary>
    public float[] Scores(Picture picture)
    {
        var square = picture.Square(Size);
        var scores = _network.Run(Inputs(square), _scale.Length, Classes.Count);
        if (!_isMirrored)
            return scores;
        TensorPrimitives.Add(scores, _network.Run(Inputs(square.Mirrored()), _scale.Length, Classes.Count), scores);
        TensorPrimitives.Divide(scores, 2, scores);
        return scores;
    }

    /// <summary>The highest score of any class; without a picture negative infinity.</summary>
    public double Familiarity(ProductFacts input) => input.Picture is null ? double.NegativeInfinity : TensorPrimitives.Max<float>(Scores(input.Picture));

    /// <inheritdoc />
    public void Embed(Picture picture, Span<float> vector)
    {
        _network.Run(Inputs(picture), _scale.Length, (Embedding, EmbeddingWidth)).CopyTo(vector);
        var length = TensorPrimitives.Norm<float>(vector);
        if (length > 0)
            TensorPrimitives.Divide(vector, length, vector);
    }

    /// <inheritdoc />
    public RegionMap? Explain(ProductFacts input, int @class) => input.Picture is null ? null : RegionMap.Of(input.Picture.Square(Size), (squares, outputs) =>
    {
        var inputs = new float[squares.Count * _scale.Length];
        for (var row = 0; row < squares.Count; row++)
            _scale.Apply(squares[row], inputs.AsSpan(row * _scale.Length, _scale.Length));
        var (scores, probabilities) = (new DenseRows(squares.Count, Classes.Count, _network.Run(inputs, _scale.Length, Classes.Count)), new double[Classes.Count]);
        for (var row = 0; row < squares.Count; row++)
        {
            _calibration.Apply(scores[row], probabilities);
            outputs[row] = Math.Log(Math.Max(probabilities[@class], 1e-12) / Math.Max(1 - probabilities[@class], 1e-12));
        }
    });

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Bytes("model.onnx", _graph);
        writer.Ids("classes", Classes.Ids);
        writer.Array<float>("shares", _shares);
        writer.Array<double>("calibration", [_calibration.Scale, _calibration.Shift]);
        writer.Settings["embedding_width"] = EmbeddingWidth;
        writer.Settings["mirrored"] = _isMirrored;
        _scale.Save(writer);
    }

    /// <inheritdoc />
    public static ImageCnnModel Load(IArtifactReader reader)
    {
        var calibration = reader.Array<double>("calibration");
        return new(new(new(reader.Ids("classes")), reader.Array<float>("shares")), reader.Bytes("model.onnx"), PictureScale.Load(reader), ((int)reader.Settings["embedding_width"]!, new(calibration[0], calibration[1]), (bool?)reader.Settings["mirrored"] ?? false));
    }

    /// <summary>The same network with probabilities that fit products it did not learn from; fewer than 20 of them leave the scores as they are.</summary>
    internal ImageCnnModel CalibratedOn(Labelled<ProductFacts> judged, FitContext context)
    {
        var scores = new DenseRows(judged.Labels.Length, Classes.Count);
        context.ForEachRow(scores.RowCount, row => Scores(judged.Inputs[row].Picture!).CopyTo(scores[row]));
        var calibration = scores.RowCount < ScoreCalibration.FewestRows ? new(1, 0) : ScoreCalibration.Fit(scores, judged.Labels);
        _network.Dispose();
        return new(new(Classes, _shares), _graph, _scale, (EmbeddingWidth, calibration, _isMirrored));
    }

    private float[] Inputs(Picture picture)
    {
        var inputs = new float[_scale.Length];
        _scale.Apply(picture.Square(Size), inputs);
        return inputs;
    }
}
