using Taojin.Mining.Learning;
using Taojin.Numerics;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Learning;

/// <summary>Lists of ten whose candidates are wanted by one column; another column, the old score, decided where they were shown.</summary>
public sealed class LambdaMartTests
{
    private const int Lists = 400, Length = 10;
    private static readonly LambdaMartOptions Options = new() { Trees = 40, RowsPerLeaf = 20 };

    [Fact]
    public void The_order_that_stands_in_the_data_is_found()
    {
        var model = new LambdaMart(Options).Fit(Logged(1, isClicked: false), new());
        var test = Logged(2, isClicked: false);

        Quality(model, test).ShouldBeGreaterThan(0.95);
        model.Importance[0].ShouldBeGreaterThan(0.9);
        var parts = new double[2];
        var bias = model.Explain(test.Features.Values[0], parts);
        (bias + parts.Sum()).ShouldBe(model.Score(test.Features)[0], 1e-6);
        LambdaMartModel.Load(MemoryArtifact.Of(model)).Score(test.Features).ShouldBe(model.Score(test.Features));
    }

    [Fact]
    public void Clicks_at_the_top_count_less_when_positions_are_given()
    {
        var clicks = Logged(1, isClicked: true);
        var test = Logged(2, isClicked: false);

        var corrected = new LambdaMart(Options).Fit(clicks, new());
        var plain = new LambdaMart(Options).Fit(clicks with { Positions = null }, new());

        corrected.Importance[1].ShouldBeLessThan(0.85 * plain.Importance[1]); // the old score decided the place and nothing else
        Quality(corrected, test).ShouldBeGreaterThan(Quality(plain, test));
    }

    [Fact]
    public void Nothing_wanted_cannot_be_learned_from() =>
        Should.Throw<TooLittleDataException>(() => new LambdaMart(Options).Fit(Logged(1, isClicked: false) with { Relevance = new int[Lists * Length] }, new()));

    [Fact]
    public void Lists_that_were_not_learned_from_say_when_to_stop()
    {
        var data = Logged(1, isClicked: true) with { Validation = Logged(3, isClicked: true) };
        var steps = new List<FitProgress>();
        new LambdaMart(Options with { Trees = 1000, Patience = 5 }).Fit(data, new() { Progress = new Told(steps) });

        steps.Count.ShouldBeLessThan(1000);
    }

    /// <summary>Lists in the order of an old score that has little to do with what is wanted; looked at with a chance of 1 ÷ place.</summary>
    private static RankingTable Logged(ulong seed, bool isClicked)
    {
        var (values, relevance) = (new DenseRows(Lists * Length, 2), new int[Lists * Length]);
        for (var list = 0; list < Lists; list++)
        {
            var chance = SplitMix64.Stream(seed, "lambda-mart", list);
            var old = Enumerable.Range(0, Length).Select(_ => (float)chance.NextNormal()).OrderDescending().ToArray();
            for (var place = 0; place < Length; place++)
            {
                var (row, wanted) = ((list * Length) + place, chance.NextDouble());
                (values[row][0], values[row][1]) = ((float)wanted, old[place]);
                var isLookedAt = !isClicked || chance.NextDouble() < 1.0 / (place + 1);
                relevance[row] = isLookedAt && wanted > (isClicked ? 0.3 + (0.7 * chance.NextDouble()) : 0.7) ? 1 : 0;
            }
        }
        return new()
        {
            Features = new(["wanted", "old"], values), Relevance = relevance, Groups = [.. Enumerable.Repeat(Length, Lists)],
            Positions = [.. Enumerable.Range(0, Lists * Length).Select(row => row % Length)],
        };
    }

    /// <summary>How well the order follows what is wanted: share of pairs within lists, one wanted and one not, that stand right.</summary>
    private static double Quality(LambdaMartModel model, RankingTable test)
    {
        var (scores, right, pairs) = (model.Score(test.Features), 0, 0);
        for (var one = 0; one < scores.Length; one++)
            for (var other = one + 1; other < (one / Length * Length) + Length; other++)
                if (test.Relevance[one] != test.Relevance[other])
                {
                    pairs++;
                    right += scores[one] > scores[other] == test.Relevance[one] > test.Relevance[other] ? 1 : 0;
                }
        return right / (double)pairs;
    }

    private sealed class Told(List<FitProgress> steps) : IProgress<FitProgress>
    {
        public void Report(FitProgress value) => steps.Add(value);
    }
}
