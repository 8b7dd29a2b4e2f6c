using System.Text.RegularExpressions;
using Taojin.Mining.Features;
using Taojin.Mining.Learning;
using Taojin.Mining.Torch;

namespace Taojin.House.Tests;

/// <summary>One algorithm or feature is one file, found by its card; every algorithm keeps a contract.</summary>
public sealed partial class CardTests
{
    private static readonly Algorithms Algorithms = new(typeof(MlpEstimator).Assembly);

    public static TheoryData<string> Names => [.. Algorithms.Cards.Select(card => card.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_algorithm_has_exactly_one_contract_test(string name)
    {
        var kept = Source.Under("tests").Where(file => file.Path.StartsWith("tests/Taojin.Mining", StringComparison.Ordinal))
            .SelectMany(file => NamesOfContract().Matches(file.Syntax.ToFullString()).Select(match => match.Groups["name"].Value)).Count(each => each == name);

        kept.ShouldBe(1, $"Write in tests/Taojin.Mining.Tests (or .Torch.Tests): a class that is INamesAlgorithm with Name => \"{name}\".");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_algorithm_has_exactly_one_card_in_a_file_of_its_own(string name)
    {
        var cards = Source.Under("src").Where(file => file.Syntax.ToFullString().Contains("AlgorithmCard.Of<", StringComparison.Ordinal) && file.Literals().Any(text => text.Text == name)).ToArray();

        cards.Length.ShouldBe(1);
        Path.GetFileNameWithoutExtension(cards[0].Path).ShouldBe(string.Concat(name.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..])));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_card_speaks_both_languages_and_names_its_source(string name)
    {
        var card = Algorithms[name];

        card.Title.ShouldNotBeNullOrWhiteSpace();
        card.TitleZh.ShouldContain(letter => letter > 0x2E80);
        card.Source.ShouldNotBeNullOrWhiteSpace();
        card.Name.ShouldMatch("^[a-z0-9]+(-[a-z0-9]+)*$");
    }

    [Fact]
    public void Every_class_with_a_card_is_found()
    {
        var written = Source.Under("src").Count(file => file.Syntax.ToFullString().Contains("AlgorithmCard Card { get; } =", StringComparison.Ordinal));

        Algorithms.Cards.Count.ShouldBe(written);
    }

    [Fact]
    public void A_column_of_a_feature_has_one_name_a_unit_and_a_meaning_in_both_languages()
    {
        FeatureCatalog.Columns.Select(column => column.Name).ShouldBeUnique();
        foreach (var column in FeatureCatalog.Columns)
        {
            column.Name.ShouldMatch("^[a-z0-9]+(_[a-z0-9]+)*$");
            column.Unit.ShouldNotBeNullOrWhiteSpace(column.Name);
            column.Meaning.ShouldNotBeNullOrWhiteSpace(column.Name);
            column.MeaningZh.ShouldContain(letter => letter > 0x2E80, column.Name);
        }
    }

    [GeneratedRegex("""Name => "(?<name>[a-z0-9-]+)";""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex NamesOfContract();
}
