using System.Text.Json;
using System.Text.Json.Nodes;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Recommendation;
using Taojin.Quality.Deep;
using Taojin.Quality.Frame;
using Taojin.Storage;

namespace Taojin.Quality.Recommenders;

/// <summary>Finds the weights of the blends of <c>./bench quality</c> and <c>deep</c> on validation and writes them into <c>SET.RECIPE.tuned.json</c>, which names the members.</summary>
internal sealed class BlendWeights : IBenchmark
{
    private const int MostCases = 8000;

    public string Name => "blend-weights";

    public string Title => "The search for the weights of the blends, on validation; --only beauty, gowalla, diginetica, beauty-sequence or diginetica-sequence. Not part of quality";

    public void Run(BenchmarkRun run)
    {
        foreach (var part in new IBlendedPart[] { new Beauty(), new Gowalla(), new Diginetica(), new SequenceBeauty(), new SequenceDiginetica() }.Where(part => run.Wants(part.Name)))
            if (part.Validation(run) is { } validation)
                Find(run, part, validation);
    }

    /// <summary>Finds them where the file names members and no weights yet.</summary>
    public static void FindMissing(BenchmarkRun run, IBlendedPart part)
    {
        if (BlendRecipe.Of(new TunedOptions(part.Set)[part.Recipe]) is { Weights.Count: 0 } && part.Validation(run) is { } validation)
            Find(run, part, validation);
    }

    private static void Find(BenchmarkRun run, IBlendedPart part, RankingTest validation)
    {
        var trial = new RecommenderTrial(run, part.Set);
        if (BlendRecipe.Of(trial.Tuned[part.Recipe]) is not { } recipe)
        {
            run.Skip($"{part.Set}.{part.Recipe}", $"no members stand in {part.Set}.{part.Recipe}.tuned.json");
            return;
        }
        var models = new BlendModel[recipe.Members.Count];
        for (var member = 0; member < models.Length; member++)
        {
            var card = RecommenderTrial.Algorithms[recipe.Members[member]];
            var model = trial.Fit(card, validation.Past);
            models[member] = BlendModel.Of([new(card, model, 1)], recipe.Scale, (model.Users, model.Items));
            run.Say($"{part.Name}: {card.Name} fitted");
        }
        var cases = new BlendCases(Some(validation), models);
        var (weights, value) = cases.Best(part.Aim, run.Say);
        var (best, gain, half) = cases.AgainstBestMember(weights, part.Aim);
        run.Add(new($"{part.Set}.{part.Recipe}.validation", value, "aim", "higher"));
        run.Add(new($"{part.Set}.{part.Recipe}.validation-minus-best-member", gain, "aim", "higher") { Low = gain - half, High = gain + half, Peer = 0 });
        Write(part, recipe with
        {
            Weights = [.. (gain > half ? weights : cases.Alone(best)).Select(weight => Math.Round(weight, 4))],
            Measured = FormattableString.Invariant($"of at most {MostCases} cases of validation: {value:0.0000}, {gain:+0.0000;-0.0000} ± {half:0.0000} more than {recipe.Members[best]} alone, which answers alone where the interval holds 0"),
        });
    }

    /// <summary>Every so many of the cases when there are many.</summary>
    private static RankingTest Some(RankingTest test)
    {
        var step = (test.Users.Length + MostCases - 1) / MostCases;
        T[] Every<T>(T[] all) => [.. all.Where((_, place) => place % step == 0)];
        return test with { Users = Every(test.Users), Relevant = Every(test.Relevant), Histories = test.Histories is { } given ? Every(given) : null };
    }

    private static void Write(IBlendedPart part, BlendRecipe recipe) => File.WriteAllText(
        Path.Combine(TunedOptions.Folder, $"{part.Set}.{part.Recipe}.tuned.json"),
        new JsonObject { [part.Recipe] = JsonSerializer.SerializeToNode(recipe, Snake.Json) }.ToJsonString(new() { WriteIndented = true }) + "\n");
}
