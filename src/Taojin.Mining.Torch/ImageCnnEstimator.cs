using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Pictures;
using Taojin.Mining.Text;
using Taojin.Mining.Torch.Pictures;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch;

/// <summary>Fits the network of <see cref="ImageCnn"/>.</summary>
/// <remarks>Two threads, each with half of every step. Costs pictures × epochs × about 180 million products at 28 points and a width of 32, with size² and width².</remarks>
public sealed class ImageCnnEstimator(ImageCnnOptions options) : IFits<ImageCnnOptions>, IEstimator<Labelled<ProductFacts>, ImageCnnModel>
{
    private const int FewestPictures = 20;
    private readonly ImageCnnOptions _options = options.Validated();

    /// <inheritdoc />
    /// <exception cref="TooLittleDataException">Fewer than 20 products, or products of fewer than two categories, have pictures.</exception>
    public ImageCnnModel Fit(Labelled<ProductFacts> data, FitContext context)
    {
        data.RequireTwoClasses();
        var pictured = data.Pick([.. Enumerable.Range(0, data.Labels.Length).Where(row => data.Inputs[row].Picture is not null)]);
        var (learned, judged) = Parted(pictured, data.Validation);
        var found = learned.Labels.Distinct().Count();
        if (found < 2 || pictured.Labels.Length < FewestPictures)
            throw new TooLittleDataException(
                $"{pictured.Labels.Length} of {data.Labels.Length} products have a picture, of {found} category(ies); {FewestPictures} of two are needed.", $"{data.Labels.Length} 个商品中有图片的只有 {pictured.Labels.Length} 个，属于 {found} 个类目；至少需要 {FewestPictures} 个、两个类目。");
        lock (TorchRuntime.Turn)
            return FitInTurn(learned, judged, LabelShares.Of(data.Classes, data.Labels), context);
    }

    private ImageCnnModel FitInTurn(Labelled<ProductFacts> learned, Labelled<ProductFacts> judged, LabelShares classes, FitContext context)
    {
        TorchRuntime.Start(context.Random("image-cnn/init"));
        using var scope = NewDisposeScope();
        var squares = new Picture[learned.Labels.Length];
        context.ForEachRow(squares.Length, row => squares[row] = learned.Inputs[row].Picture!.Square(_options.Size));
        var scale = PictureScale.Of(squares, _options.Size);
        using var training = new PictureTraining(_options, new(squares, learned.Labels, learned.Classes.Count, scale), context);
        using var network = training.Run();
        return new ImageCnnModel(classes, PictureGraph.Of(training.Weights, network, _options.Size), scale, (training.Weights.Width, new(1, 0), _options.Mirrored)).CalibratedOn(judged, context);
    }

    /// <summary>What is learned from, and what only calibrates: validation rows where they are given, else a share by the hash of words or points.</summary>
    private (Labelled<ProductFacts> Learned, Labelled<ProductFacts> Judged) Parted(Labelled<ProductFacts> data, Labelled<ProductFacts>? validation)
    {
        if (validation is not null)
            return (data, validation.Pick([.. Enumerable.Range(0, validation.Labels.Length).Where(row => validation.Inputs[row].Picture is not null)]));
        var isJudged = data.Inputs.Select(product => product.Chance("image-cnn/calibration") < _options.CalibrationShare).ToArray();
        return (data.Pick([.. Enumerable.Range(0, isJudged.Length).Where(row => !isJudged[row])]), data.Pick([.. Enumerable.Range(0, isJudged.Length).Where(row => isJudged[row])]));
    }
}
