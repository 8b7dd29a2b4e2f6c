using Taojin.Mining.Learning;

namespace Taojin.Mining.Marketing.Uplift;

/// <summary>What there is to know of a learner of effects; found by reflection, with no list to edit.</summary>
/// <param name="Name">Name in commands, in kebab-case.</param>
/// <param name="Title">Name before people, in English.</param>
/// <param name="TitleZh">Name before people, in Chinese.</param>
/// <param name="Source">The paper, by DOI.</param>
/// <param name="Create">The learner with its default options, on a base learner; one that stands on none leaves it aside.</param>
/// <param name="HasBase">Whether it stands on a base learner.</param>
public sealed record UpliftCard(
    string Name, string Title, string TitleZh, string Source, Func<BaseLearner, IEstimator<ExperimentTable, IUpliftModel>> Create, bool HasBase = true);

/// <summary>All learners of effects.</summary>
public static class UpliftLearners
{
    /// <summary>Their cards by name.</summary>
    public static IReadOnlyList<UpliftCard> Cards { get; } =
    [
        .. typeof(UpliftCard).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IDescribed<UpliftCard>)))
            .Select(type => (UpliftCard)type.GetProperty("Card")!.GetValue(null)!)
            .OrderBy(card => card.Name, StringComparer.Ordinal),
    ];

    /// <summary>A card by its name.</summary>
    /// <exception cref="OptionsException">There is none of that name; the message says which there are.</exception>
    public static UpliftCard Of(string name) => Cards.FirstOrDefault(card => card.Name == name)
        ?? throw new OptionsException("uplift", [$"No '{name}'. Known: {string.Join(", ", Cards.Select(card => card.Name))}."]);
}
