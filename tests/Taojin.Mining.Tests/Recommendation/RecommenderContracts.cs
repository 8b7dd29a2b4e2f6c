using Taojin.Mining.Learning;
using Taojin.Mining.Tests.Learning;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Recommendation;

/// <summary>Every recommender keeps the promises of its kind; one class each.</summary>
public abstract class RecommenderPromises<TSelf>
    where TSelf : RecommenderPromises<TSelf>, INamesAlgorithm
{
    private static readonly RecommenderContract Contract = new(new Algorithms(), TSelf.Name);

    public static TheoryData<string> Promises => [.. Contract.Promises];

    [Theory]
    [MemberData(nameof(Promises))]
    public void It_is_kept_that(string promise) => Contract.Check(promise);
}

public sealed class PopularContract : RecommenderPromises<PopularContract>, INamesAlgorithm
{
    public static string Name => "popular";
}

public sealed class ItemKnnContract : RecommenderPromises<ItemKnnContract>, INamesAlgorithm
{
    public static string Name => "item-knn";
}

public sealed class ImplicitAlsContract : RecommenderPromises<ImplicitAlsContract>, INamesAlgorithm
{
    public static string Name => "implicit-als";
}

public sealed class ImageKnnContract : RecommenderPromises<ImageKnnContract>, INamesAlgorithm
{
    public static string Name => "image-knn";
}
