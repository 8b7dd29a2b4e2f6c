using System.Text.Json;
using System.Text.Json.Nodes;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Recommendation;
using Taojin.Quality.Frame;
using Taojin.Storage;

namespace Taojin.Quality.Recommenders;

/// <summary>Finds the weights of the blends of <c>./bench quality</c> on validation and writes them into <c>SET.blend.tuned.json</c>, which names the members.</summary>
internal sealed class BlendWeights : IBenchmark
{
    private const int MostCases = 8000;

    public string Name => "blend-weights";

    public string Title => "The search for the weights of the blends, on validation; --only beauty, gowalla or diginetica. Not part of quality";

    public void Run(BenchmarkRun run)
    {
        foreach (var part in new IBlendedPart[] { new Beauty(), new Gowalla(), new Diginetica() }.Where(part => run.Wants(part.Name)))
            if (part.Validation(run) is { } validation)
                Find(run, part, validation);
    }

    private static void Find(BenchmarkRun run, IBlendedPart part, RankingTest validation)
    {
        var trial = new RecommenderTrial(run, part.Name);
        if (BlendRecipe.Of(trial.Tuned["blend"]) is not { } recipe)
        {
            run.Skip($"{part.Name}.blend", $"no members stand under \"blend\" in {part.Name}.blend.tuned.json");
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
        var (weights, value) = new BlendCases(Some(validation), models).Best(part.Aim, run.Say);
        run.Add(new($"{part.Name}.blend.validation", value, "aim", "higher"));
        Write(part.Name, recipe with
        {
            Weights = [.. weights.Select(weight => Math.Round(weight, 4))],
            Measured = FormattableString.Invariant($"of at most {MostCases} cases of validation: {value:0.0000}"),
        });
    }

    /// <summary>Every so many of the cases when there are many.</summary>
    private static RankingTest Some(RankingTest test)
    {
        var step = (test.Users.Length + MostCases - 1) / MostCases;
        T[] Every<T>(T[] all) => [.. all.Where((_, place) => place % step == 0)];
        return test with { Users = Every(test.Users), Relevant = Every(test.Relevant), Histories = test.Histories is { } given ? Every(given) : null };
    }

    private static void Write(string set, BlendRecipe recipe) => File.WriteAllText(
        Path.Combine(TunedOptions.Folder, $"{set}.blend.tuned.json"),
        new JsonObject { ["blend"] = JsonSerializer.SerializeToNode(recipe, Snake.Json) }.ToJsonString(new() { WriteIndented = true }) + "\n");
}
