using Taojin.Data;
using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Categories;

/// <summary>The model of categories that answers now, with the tree of its categories and its thresholds.</summary>
internal sealed class PublishedCategories
{
    /// <summary>The alias under which it answers.</summary>
    public const string Alias = "category@live";

    public required string Version { get; init; }

    public required IClassModel<ProductFacts> Model { get; init; }

    public required CategoryTree Tree { get; init; }

    public required double LeastConfidence { get; init; }

    public required double LeastFamiliarity { get; init; }

    /// <summary>Reads the published model.</summary>
    /// <exception cref="TaojinException">category.no-model: none is published.</exception>
    public static PublishedCategories Of(Mine mine)
    {
        var version = mine.Models.Current(Alias) ?? throw new TaojinException(
            "category.no-model", "No model of categories is published.", "Train and publish one: ./taojin train --task category, then ./taojin publish");
        var open = mine.Models.Open(version);
        var model = (IClassModel<ProductFacts>)mine.Algorithms[open.Card.Algorithm].Load(open.Parts);
        var least = ClassThresholds.Load(open.Card.Settings);
        return new()
        {
            Version = version.ToString(),
            Model = model,
            Tree = new(model.Classes.Ids),
            LeastConfidence = least.Confidence,
            LeastFamiliarity = least.Familiarity,
        };
    }
}
