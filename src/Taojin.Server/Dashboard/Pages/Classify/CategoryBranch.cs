using Taojin.Mining.Classification;
using Taojin.Server.Dashboard.Charts;
using Taojin.Server.Dashboard.Reading;
using Taojin.Storage;

namespace Taojin.Server.Dashboard.Pages.Classify;

/// <summary>A place in the tree of categories with what stands right below it.</summary>
/// <param name="At">Its path; empty at the top.</param>
/// <param name="Children">The categories right below it, the largest first.</param>
/// <param name="Products">Products in it and below.</param>
public sealed record CategoryBranch(string At, IReadOnlyList<CategoryChild> Children, long Products)
{
    private const int Drawn = 40;

    /// <summary>The branch at a path.</summary>
    public static CategoryBranch Of(IReadOnlyList<CategoryCount> all, string at)
    {
        var start = at.Length == 0 ? "" : at + CategoryTree.Separator;
        var below = all.Where(each => each.Category is { } path && (path == at || path.StartsWith(start, StringComparison.Ordinal))).ToArray();
        return new(at, [.. below.Where(each => each.Category!.Length > start.Length && each.Category != at).GroupBy(each => Child(each.Category!, start), StringComparer.Ordinal)
            .Select(child => new CategoryChild(child.Key, child.Key[start.Length..], child.Sum(each => each.Products), child.Sum(each => each.Answered), child.Count() - child.Count(each => each.Category == child.Key)))
            .OrderByDescending(child => child.Products).ThenBy(child => child.Path, StringComparer.Ordinal)], below.Sum(each => each.Products));
    }

    /// <summary>The ways up, the top first, with the name of each level.</summary>
    public IEnumerable<(string Path, string Name)> Up()
    {
        var parts = At.Split(CategoryTree.Separator, StringSplitOptions.RemoveEmptyEntries);
        return parts.Select((name, place) => (string.Join(CategoryTree.Separator, parts[..(place + 1)]), name));
    }

    /// <summary>The children by their products.</summary>
    public Picture Picture(Reader read) => new()
    {
        Name = "category-tree", Title = read["tree.picture"], Says = read["tree.picture-says"], Height = 320,
        Option = new
        {
            tooltip = new { trigger = "item", valueFormatter = "@count" },
            series = new object[]
            {
                new
                {
                    type = "treemap", roam = false, nodeClick = false, breadcrumb = new { show = false }, left = 0, right = 0, top = 8, bottom = 8, itemStyle = new { gapWidth = 3, borderWidth = 0 },
                    label = new { formatter = "{b}\n{c}", color = "#ffffff", fontWeight = 600, textBorderColor = "#1f2933", textBorderWidth = 2 },
                    data = Children.Take(Drawn).Select((child, place) => new { name = child.Name, value = child.Products, itemStyle = new { color = place == 0 ? "$gold" : place < 7 ? Plot.Colour(place - 1) : "$slate" } }).ToArray(),
                },
            },
        },
        Figures = new([read["data.category"], read["market.people-items"], read["tree.answered"], read["tree.below"]], [.. Children.Select(child => (IReadOnlyList<object?>)[child.Name, child.Products, child.Answered, child.Below])]),
    };

    private static string Child(string path, string start) => path.IndexOf(CategoryTree.Separator, start.Length, StringComparison.Ordinal) is >= 0 and var end ? path[..end] : path;
}

/// <summary>A category below another.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Name">Its own name.</param>
/// <param name="Products">Products in it and below.</param>
/// <param name="Answered">Of those, how many a person put there.</param>
/// <param name="Below">Categories below it.</param>
public sealed record CategoryChild(string Path, string Name, long Products, long Answered, int Below);
