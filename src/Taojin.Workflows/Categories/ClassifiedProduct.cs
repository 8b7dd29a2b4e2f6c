using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Pictures;
using Taojin.Storage.Pictures;

namespace Taojin.Workflows.Categories;

/// <summary>A category for a product, how sure, and why.</summary>
public sealed record ClassifiedProduct
{
    private const int MapSide = 320;

    /// <summary>answered, unsure (ask a person), unknown (it resembles nothing that was learned), or rejected.</summary>
    public required string State { get; init; }

    /// <summary>The most probable category, its whole path; null when rejected.</summary>
    public string? Category { get; init; }

    /// <summary>Its probability.</summary>
    public double Probability { get; init; }

    /// <summary>How deep into the tree the model is sure enough: a path above or equal to the category; null when not even at the top.</summary>
    public string? SureUpTo { get; init; }

    /// <summary>The next most probable categories.</summary>
    public IReadOnlyList<CategoryChance> Others { get; init; } = [];

    /// <summary>Words that carried the decision, strongest first.</summary>
    public IReadOnlyList<WordWeight> Words { get; init; } = [];

    /// <summary>Regions of the picture that carried the decision, as a PNG: red spoke for it, blue against; null without a picture or where it was not asked for.</summary>
    public byte[]? Regions { get; init; }

    /// <summary>What is wrong with the picture, where the words alone were answered.</summary>
    public PictureFault? PictureFault { get; init; }

    /// <summary>Version of the model.</summary>
    public string? Model { get; init; }

    /// <summary>Why it was rejected.</summary>
    public ProductFault? Fault { get; init; }

    internal static ClassifiedProduct Of(PublishedCategories published, KnownProduct known, int details, bool hasRegions = false)
    {
        var product = known.Product;
        if (ProductFault.Of(product, known.Fault) is { } fault)
            return new() { State = "rejected", Fault = fault };
        var (model, probabilities) = (published.Model, new double[published.Model.Classes.Count]);
        model.Predict(product, probabilities);
        int[] order = [.. Enumerable.Range(0, probabilities.Length).OrderByDescending(label => probabilities[label]).ThenBy(label => label).Take(details + 1)];
        var best = order[0];
        var sure = published.Tree.Deepest(published.Tree.Sums(model.Classes, probabilities), published.LeastConfidence);
        return new()
        {
            State = model is ISaysFamiliarity<ProductFacts> says && says.Familiarity(product) < published.LeastFamiliarity ? "unknown"
                : probabilities[best] >= published.LeastConfidence ? "answered" : "unsure",
            Category = model.Classes.IdAt(best),
            Probability = probabilities[best],
            SureUpTo = sure < 0 ? null : published.Tree.Nodes.IdAt(sure),
            Others = [.. order[1..].Select(label => new CategoryChance(model.Classes.IdAt(label), probabilities[label]))],
            Words = details > 0 && model is IExplainsWords<ProductFacts> explains ? [.. explains.Explain(product, best, details).Select(word => new WordWeight(word.Word, word.Weight))] : [],
            Regions = hasRegions && model is IExplainsRegions<ProductFacts> shows && shows.Explain(product, best) is { } map ? PictureWriter.Png(map.Overlay(), Math.Max(1, MapSide / map.Picture.Width)) : null,
            PictureFault = known.Fault,
            Model = published.Version,
        };
    }
}

/// <summary>A category with its probability.</summary>
public sealed record CategoryChance(string Category, double Probability);

/// <summary>A word and what it added to the log-odds of the category.</summary>
public sealed record WordWeight(string Word, double Weight);
