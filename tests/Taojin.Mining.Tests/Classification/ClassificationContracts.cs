using Taojin.Mining.Learning;
using Taojin.Mining.Tests.Learning;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Classification;

/// <summary>Every algorithm of categories in this project keeps the promises of its kind; one class each.</summary>
public abstract class ProductPromises<TSelf>
    where TSelf : ProductPromises<TSelf>, INamesAlgorithm
{
    private static readonly ProductModelContract Contract = new(new Algorithms(), TSelf.Name, TSelf.Options);

    public static TheoryData<string> Promises => [.. Contract.Promises];

    [Theory]
    [MemberData(nameof(Promises))]
    public void It_is_kept_that(string promise) => Contract.Check(promise);
}

public sealed class LinearTextContract : ProductPromises<LinearTextContract>, INamesAlgorithm
{
    public static string Name => "linear-text";
}

public sealed class CommonCategoryContract : ProductPromises<CommonCategoryContract>, INamesAlgorithm
{
    public static string Name => "common-category";
}

public sealed class CategoryEnsembleContract : ProductPromises<CategoryEnsembleContract>, INamesAlgorithm
{
    public static string Name => "category-ensemble";
}
