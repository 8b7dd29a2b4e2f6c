using System.ComponentModel.DataAnnotations;
using System.Numerics.Tensors;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Recommendation;

/// <summary>How histories are summed.</summary>
public sealed record ImageKnnOptions
{
    /// <summary>Weight of an item against the one that was touched after it: 1 forgets nothing.</summary>
    [Range(0.01, 1)] public double Decay { get; init; } = 0.8;
}

/// <summary>Items that look alike: recommends by pictures what nobody has touched yet.</summary>
/// <remarks>
/// An item is the vector of its picture (<see cref="Data.Catalogue.Vectors"/>) less the mean of all, of length 1; a history is the weighted mean of its items' vectors and the
/// score their product, −1 to 1. McAuley, Targett, Shi &amp; van den Hengel 2015, doi:10.1145/2766462.2767755, without their learned transform. A score costs items × dimensions.
/// </remarks>
public sealed class ImageKnn(ImageKnnOptions options) : IDescribed<AlgorithmCard>, IEstimator<Interactions, ContentKnnModel>
{
    private const int FewestPictures = 2;
    private readonly ImageKnnOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<ImageKnnOptions, ContentKnnModel>(
        "image-knn", "Items that look alike", "外观相似商品", MiningTask.Recommend, "doi:10.1145/2766462.2767755",
        options => new ImageKnn(options)) with { Needs = [DataNeed.Users(20), DataNeed.PicturedItems(10)] };

    /// <inheritdoc />
    /// <exception cref="TooLittleDataException">Fewer than two items have the vector of a picture.</exception>
    public ContentKnnModel Fit(Interactions data, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var found = data.Items.Vectors is { } given ? Enumerable.Range(0, given.RowCount).Count(item => given[item].ContainsAnyExcept(0f)) : 0;
        if (found < FewestPictures)
            throw new TooLittleDataException($"{found} items have a picture; {FewestPictures} are needed.", $"只有 {found} 个商品有图片；至少需要 {FewestPictures} 个。");
        return ContentKnnModel.OfVectors(data, Centred(data.Items.Vectors!, found), _options.Decay);
    }

    /// <summary>What all pictures have in common says nothing of which are alike.</summary>
    private static Numerics.DenseRows Centred(Numerics.DenseRows vectors, int found)
    {
        var (mean, centred) = (new float[vectors.ColumnCount], new Numerics.DenseRows(vectors.RowCount, vectors.ColumnCount));
        for (var item = 0; item < vectors.RowCount; item++)
            TensorPrimitives.Add(mean, vectors[item], mean);
        TensorPrimitives.Divide(mean, found, mean);
        for (var item = 0; item < vectors.RowCount; item++)
            if (vectors[item].ContainsAnyExcept(0f))
                TensorPrimitives.Subtract(vectors[item], mean, centred[item]);
        return centred;
    }
}
