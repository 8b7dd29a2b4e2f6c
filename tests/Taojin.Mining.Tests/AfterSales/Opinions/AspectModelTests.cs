using Taojin.Mining.AfterSales.Opinions;
using Taojin.Mining.Learning;
using Taojin.Numerics;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.AfterSales.Opinions;

public sealed class AspectModelTests
{
    private static readonly string[] Terms = ["battery", "keyboard", "屏幕", "hinge"], Good = ["charms", "钱花得开心", "flies"], Bad = ["limps", "一言难尽", "wheezes"];
    private static readonly FitContext Context = new() { Threads = 2 };

    [Fact]
    public void What_is_said_of_a_term_is_learned_from_its_own_clause()
    {
        var model = new AspectPolarity(new() { HashBits = 12 }).Fit(Mentions(400, 1), Context);
        var test = Mentions(200, 2);

        test.Inputs.Where((mention, row) => Best(model, mention) == test.Labels[row]).Count().ShouldBeGreaterThan(180);
    }

    [Fact]
    public void A_polarity_that_is_written_and_read_back_answers_with_the_same_bits()
    {
        var model = new AspectPolarity(new() { HashBits = 12 }).Fit(Mentions(200, 1), Context);
        var written = MemoryArtifact.Of(model);
        var read = AspectPolarityModel.Load(written);

        MemoryArtifact.Of(read).DifferenceTo(written).ShouldBeNull();
        Mentions(50, 3).Inputs.ShouldAllBe(mention => Said(read, mention).SequenceEqual(Said(model, mention)));
        MemoryArtifact.Of(new AspectPolarity(new() { HashBits = 12 }).Fit(Mentions(200, 1), Context with { Threads = 1 })).DifferenceTo(written).ShouldBeNull();
    }

    [Fact]
    public void Terms_are_found_where_words_like_them_were_marked()
    {
        var model = new AspectTagger(new() { HashBits = 14 }).Fit([.. Mentions(300, 1).Inputs.Select(Marked)], Context);
        var test = Mentions(100, 2).Inputs.Select(Marked).ToArray();

        test.Count(each => model.Find(each.Text).SequenceEqual(each.Terms)).ShouldBeGreaterThan(90);
        var read = AspectTaggerModel.Load(MemoryArtifact.Of(model));
        test.ShouldAllBe(each => read.Find(each.Text).SequenceEqual(model.Find(each.Text)));
        model.Find("").ShouldBeEmpty();
    }

    [Fact]
    public void The_best_tags_are_those_of_trying_all()
    {
        var chance = SplitMix64.Stream(5, "tags");
        for (var round = 0; round < 50; round++)
        {
            var weights = new TagWeights([.. Enumerable.Range(0, 24).Select(_ => (float)(chance.NextDouble() - 0.5))], [.. Enumerable.Range(0, 12).Select(_ => (float)(chance.NextDouble() - 0.5))]);
            int[][] features = [.. Enumerable.Range(0, 5).Select(_ => new[] { chance.NextInt32(8), chance.NextInt32(8) })];

            Score(weights, features, weights.Best(features)).ShouldBe(BestOfAll(weights, features), 1e-5f);
        }
    }

    private static float BestOfAll(TagWeights weights, int[][] features) => Enumerable.Range(0, 243).Select(code => Enumerable.Range(0, 5).Select(token => code / (int)Math.Pow(3, token) % 3).ToArray())
        .Where(tags => Enumerable.Range(0, 5).All(token => tags[token] != TermTags.Inside || (token > 0 && tags[token - 1] != TermTags.Outside)))
        .Max(tags => Score(weights, features, tags));

    private static float Score(TagWeights weights, int[][] features, int[] tags) => Enumerable.Range(0, 5)
        .Sum(token => features[token].Sum(place => weights.Tokens[(place * 3) + tags[token]]) + weights.Steps[((token == 0 ? 3 : tags[token - 1]) * 3) + tags[token]]);

    private static MarkedText Marked(AspectMention mention) => new(mention.Text, [(mention.Start, mention.Length)]);

    private static Labelled<AspectMention> Mentions(int count, ulong seed)
    {
        var chance = SplitMix64.Stream(seed, "mentions");
        return Labelled<AspectMention>.Of([.. Enumerable.Range(0, count).Select(row =>
        {
            var (isGood, term) = (row % 2 == 0, Terms[chance.NextInt32(4)]);
            var (said, other) = ((isGood ? Good : Bad)[chance.NextInt32(3)], (isGood ? Bad : Good)[chance.NextInt32(3)]);
            var before = chance.NextInt32(2) == 0 ? $"shop {other}, " : "";
            return (new AspectMention($"{before}the {term} {said} today", before.Length + 4, term.Length), isGood ? "positive" : "negative");
        })]);
    }

    private static double[] Said(AspectPolarityModel model, AspectMention mention)
    {
        var said = new double[model.Classes.Count];
        model.Predict(mention, said);
        return said;
    }

    private static int Best(AspectPolarityModel model, AspectMention mention) => Said(model, mention) is var said && said[0] > said[1] ? 0 : 1;
}
