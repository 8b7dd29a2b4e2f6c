using System.Globalization;
using System.Text;
using Taojin.Mining.Classification;
using Taojin.Storage.Pictures;

namespace Taojin.Workflows.Categories;

/// <summary>Why a product cannot be classified.</summary>
/// <param name="Code">Such as <c>product.no-words</c>.</param>
/// <param name="Hint">What to do, in English.</param>
/// <param name="HintZh">What to do, in Chinese.</param>
public sealed record ProductFault(string Code, string Hint, string HintZh)
{
    private const int LongestText = 20_000;
    private const string NoWords = "product.no-words";

    /// <summary>The first fault of a product, or null when it can be classified: by its words, by its picture, or by both.</summary>
    /// <param name="product">What is known of it.</param>
    /// <param name="picture">What is wrong with its picture; it counts where there are no words.</param>
    public static ProductFault? Of(ProductFacts product, PictureFault? picture = null) =>
        OfWords(product) is not { } fault ? null : picture is not null && fault.Code == NoWords ? new(picture.Code, picture.Hint, picture.HintZh) : fault;

    private static ProductFault? OfWords(ProductFacts product)
    {
        var text = product.Text;
        if (text.Length > LongestText)
            return new("product.too-long", $"Its words have {text.Length} characters; give a title and a description of {LongestText} or fewer.", $"文字共 {text.Length} 个字符；请提供不超过 {LongestText} 个字符的标题和描述。");
        if (text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar || (Rune.IsControl(rune) && rune.Value is not ('\t' or '\n' or '\r'))))
            return new("product.damaged", "Its words hold characters that were lost in a conversion; export it again as UTF-8.", "文字中有转换时损坏的字符；请重新以 UTF-8 导出。");
        if (product.Picture is null && !text.EnumerateRunes().Any(rune => Rune.IsLetterOrDigit(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.OtherNotAssigned))
            return new(NoWords, "It has no title and no description with a word in it, and no picture; give one of them.", "没有任何文字，也没有图片；请补充其一。");
        return null;
    }
}
