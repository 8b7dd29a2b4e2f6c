using Taojin.Storage;

namespace Taojin.Workflows.Categories;

/// <summary>What answers have taught: how often the model was right, from block to block.</summary>
public sealed record LabelProgress
{
    private const int Blocks = 10;

    /// <summary>Answers by kind.</summary>
    public required IReadOnlyDictionary<string, int> ByAnswer { get; init; }

    /// <summary>Answers by author.</summary>
    public required IReadOnlyDictionary<string, int> ByAuthor { get; init; }

    /// <summary>Up to ten blocks of answers in order of time, skipped ones left out: how often what the model said was right. The queue asks what is hard, so this is below the model's accuracy.</summary>
    public IReadOnlyList<LearningStep> Curve { get; init; } = [];

    /// <summary>The progress of a shop.</summary>
    public static LabelProgress Of(Mine mine)
    {
        var labels = mine.Workspace.Products.Labels();
        CategoryLabel[] answered = [.. labels.Where(label => label is { Category: not null, Said: not null })];
        var size = Math.Max(1, (answered.Length + Blocks - 1) / Blocks);
        return new()
        {
            ByAnswer = labels.CountBy(label => label.Answer).OrderBy(each => each.Key, StringComparer.Ordinal).ToDictionary(),
            ByAuthor = labels.CountBy(label => label.Author).OrderBy(each => each.Key, StringComparer.Ordinal).ToDictionary(),
            Curve = [.. answered.Chunk(size).Select((block, place) => new LearningStep((place * size) + block.Length, block.Count(label => label.Category == label.Said) / (double)block.Length, block[^1].Model))],
        };
    }
}

/// <summary>A block of answers.</summary>
/// <param name="Labels">Answers up to its end.</param>
/// <param name="RightShare">Share of the block where the model had been right.</param>
/// <param name="Model">Model that was asked last.</param>
public sealed record LearningStep(int Labels, double RightShare, string? Model);
