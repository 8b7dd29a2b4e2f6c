using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Sources;

namespace Taojin.Storage;

/// <summary>What there is to know of a format that can be imported: help, docs and detection follow from it.</summary>
public sealed record SourceCard
{
    /// <summary>Name before the colon, in kebab-case.</summary>
    public required string Name { get; init; }

    /// <summary>Name before people, in English.</summary>
    public required string Title { get; init; }

    /// <summary>Name before people, in Chinese.</summary>
    public required string TitleZh { get; init; }

    /// <summary>What it reads, in English.</summary>
    public required string Reads { get; init; }

    /// <summary>The same in Chinese.</summary>
    public required string ReadsZh { get; init; }

    /// <summary>A command's argument, such as <c>taobao:UserBehavior.csv</c>.</summary>
    public required string Example { get; init; }

    /// <summary>Endings of file names that are of this format unless another is named, such as <c>.csv</c>; also with <c>.gz</c> or <c>.zip</c> behind.</summary>
    public IReadOnlyList<string> Endings { get; init; } = [];

    /// <summary>Whether a file has sheets, of which one is read: the one behind <c>#</c>.</summary>
    public bool HasSheets { get; init; }

    /// <summary>Makes the reader.</summary>
    internal Func<ISource> Create { get; init; } = static () => throw new InvalidOperationException("The card of a source names its reader.");
}

/// <summary>All formats that can be imported, found by their cards.</summary>
public static class SourceCards
{
    private static readonly SortedDictionary<string, SourceCard> Cards = Find();

    /// <summary>All cards, by name.</summary>
    public static IReadOnlyCollection<SourceCard> All => Cards.Values;

    /// <summary>The card of a format.</summary>
    /// <exception cref="TaojinException">import.format-unknown; the message names those there are.</exception>
    public static SourceCard Of(string name) => Cards.TryGetValue(name, out var card)
        ? card
        : throw new TaojinException("import.format-unknown", $"There is no format '{name}'.", $"Known: {string.Join(", ", Cards.Keys)}.");

    /// <summary>The format that a file's name ends in; null where it says nothing.</summary>
    public static SourceCard? OfEnding(string path)
    {
        var name = Path.GetExtension(path).ToLowerInvariant() is ".gz" or ".zip" ? Path.GetFileNameWithoutExtension(path) : path;
        return All.FirstOrDefault(card => card.Endings.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase));
    }

    private static SortedDictionary<string, SourceCard> Find()
    {
        var cards = new SortedDictionary<string, SourceCard>(StringComparer.Ordinal);
        foreach (var type in typeof(SourceCards).Assembly.GetTypes())
        {
            if (type is { IsAbstract: false, IsInterface: false } && typeof(IDescribed<SourceCard>).IsAssignableFrom(type))
            {
                var card = (SourceCard)type.GetProperty(nameof(IDescribed<>.Card))!.GetValue(null)!;
                if (!cards.TryAdd(card.Name, card))
                    throw new InvalidOperationException($"Two formats are called '{card.Name}'.");
            }
        }
        return cards;
    }
}
