using Taojin.Mining.Learning;

namespace Taojin.Mining.Classification;

/// <summary>Categories of products from their pictures: a small residual network for 28 to 96 points a side. Fitted by Taojin.Mining.Torch, served as ONNX.</summary>
/// <remarks>
/// He, Zhang, Ren &amp; Sun 2016, doi:10.1109/CVPR.2016.90. The same seed gives the same bits on one machine and build whatever the threads; across machines
/// probabilities agree within 1e-2 (products of 16 bits) or 1e-4 (of 32). Products without a picture get the shares of the categories.
/// </remarks>
public sealed class ImageCnn : IDescribed<AlgorithmCard>
{
    private ImageCnn()
    {
    }

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<ImageCnnOptions, ImageCnnModel>(
        "image-cnn", "Network of pictures", "图像卷积网络", CategoryTasks.Category, "doi:10.1109/CVPR.2016.90", create: null) with { Needs = [DataNeed.PicturedItems(20)] };
}
