using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Torch.Tests.Classification;

/// <summary>The network of pictures keeps the promises of its kind, bit by bit on one machine whatever the threads.</summary>
[Collection("libtorch")] // its generator belongs to the process
public sealed class ImageCnnContract
{
    private static readonly ProductModelContract Contract = new(new Algorithms(typeof(ImageCnnEstimator).Assembly), Name, Small);

    public static string Name => "image-cnn";

    public static ImageCnnOptions Small => new() { Size = 28, Width = 8, Epochs = 10, BatchSize = 16, AveragedEpochs = 0.5, LearningRate = 0.01, MixUp = 0, Erase = 0 };

    public static TheoryData<string> Promises => [.. Contract.Promises];

    [Theory]
    [MemberData(nameof(Promises))]
    public void It_is_kept_that(string promise) => Contract.Check(promise);
}

/// <summary>Words and pictures together keep them too, with a side that counts shapes in place of a network.</summary>
[Collection("libtorch")]
public sealed class TextImageFusionContract
{
    private static readonly ProductModelContract Contract = new(new Algorithms(typeof(ImageCnnEstimator).Assembly), Name, new TextImageFusionOptions { Pictures = "common-category", Folds = 2 });

    public static string Name => "text-image-fusion";

    public static TheoryData<string> Promises => [.. Contract.Promises];

    [Theory]
    [MemberData(nameof(Promises))]
    public void It_is_kept_that(string promise) => Contract.Check(promise);
}
