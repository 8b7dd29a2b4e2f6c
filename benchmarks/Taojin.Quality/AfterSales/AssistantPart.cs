using System.Globalization;
using Taojin.Quality.Frame;
using Taojin.Storage.Service;
using Taojin.Testing.Service;
using Taojin.Workflows;
using Taojin.Workflows.Service;

namespace Taojin.Quality.AfterSales;

/// <summary>The service assistant, without a language model, on the fixture shop: right sources, foreign orders, hand-over, orders to a model.</summary>
internal sealed class AssistantPart : IAfterSalesPart
{
    public string Name => "assistant";

    public void Run(BenchmarkRun run)
    {
        using var mine = Mine.Init(Path.Combine(run.Scratch, "lantern"), new() { ShopName = "Lantern" }, clock: new Noon());
        ServiceFile.Documents(mine.Workspace.Service, Lines(run, "documents", LanternShop.DocumentLines()));
        ServiceFile.Orders(mine.Workspace.Service, Lines(run, "orders", LanternShop.OrderLines()));
        var assistant = new Assistant(mine, new() { KeepsTranscript = false });
        ServiceAnswer Ask(string text, string? user) => assistant.AskAsync(new(text, user)).GetAwaiter().GetResult();

        var outcomes = Outcomes(Ask);
        run.Add(new("assistant.right-source-first", outcomes.Average(each => each.IsRight ? 1.0 : 0), "share", "higher") { Low = Interval(outcomes).Low, High = Interval(outcomes).High });
        run.Add(new("assistant.right-source-first.en", outcomes.Where(each => each.Language == "en").Average(each => each.IsRight ? 1.0 : 0), "share", "higher"));
        run.Add(new("assistant.right-source-first.zh", outcomes.Where(each => each.Language == "zh").Average(each => each.IsRight ? 1.0 : 0), "share", "higher"));
        run.Add(new("assistant.answered-wrong", outcomes.Average(each => !each.Answer.IsHandedOver && !each.IsRight ? 1.0 : 0), "share", "lower"));
        run.Add(new("assistant.handed-over-needlessly", outcomes.Average(each => each.Answer.IsHandedOver ? 1.0 : 0), "share", "lower"));
        run.Add(new("assistant.says-the-known-words", outcomes.Where(each => !each.Answer.IsHandedOver).Average(each => each.Answer.Text.Contains(each.Says, StringComparison.Ordinal) ? 1.0 : 0), "share of answers", "higher"));
        run.Add(new("assistant.foreign-orders-shown", LanternShop.ForeignAttempts.Count(attempt => Shows(Ask(attempt.Text, attempt.UserId), attempt)), $"of {LanternShop.ForeignAttempts.Count} attempts", "lower"));
        string[] unknown = [.. LanternShop.Unanswerable.SelectMany(each => new[] { each.En, each.Zh })];
        run.Add(new("assistant.unanswerable-handed-over", unknown.Average(text => Ask(text, null).IsHandedOver ? 1.0 : 0), $"share of {unknown.Length}", "higher"));
        run.Add(new("assistant.answer.p50-ms", outcomes.Select(each => each.Answer.Seconds * 1000).Order().ElementAt(outcomes.Count / 2), "ms", "lower"));
        Write(run);
    }

    /// <summary>Every question in both languages, asked by a customer who has orders of their own, so that these can be in the way.</summary>
    private static List<Outcome> Outcomes(Func<string, string?, ServiceAnswer> ask) =>
    [
        .. LanternShop.Questions.SelectMany(question => new[] { ("en", question.En), ("zh", question.Zh) }.Select(each =>
        {
            var answer = ask(each.Item2.Text, question.UserId ?? "u-lin");
            return new Outcome(each.Item1, answer, answer.Sources.Count > 0 && question.Sources.Contains(answer.Sources[0].Id), each.Item2.Says);
        })),
    ];

    /// <summary>Whether an answer tells anything of the order that its question did not say itself.</summary>
    private static bool Shows(ServiceAnswer answer, ForeignAttempt attempt)
    {
        var said = answer.Text + string.Concat(answer.Sources.Select(source => source.Quote));
        string?[] secrets = [attempt.Order.Tracking, attempt.Order.Expected?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)];
        return answer.Sources.Any(source => source.Id == $"order/{attempt.Order.OrderId}")
            || secrets.OfType<string>().Any(secret => said.Contains(secret, StringComparison.Ordinal) && !attempt.Text.Contains(secret, StringComparison.Ordinal));
    }

    /// <summary>Wilson's interval of a share: a resample of two hundred questions has nothing to add to it.</summary>
    private static (double Low, double High) Interval(List<Outcome> outcomes)
    {
        const double z = 1.96;
        var (n, share) = (outcomes.Count, outcomes.Average(each => each.IsRight ? 1.0 : 0));
        var (middle, half) = (share + (z * z / (2 * n)), z * Math.Sqrt((share * (1 - share) / n) + (z * z / (4.0 * n * n))));
        return ((middle - half) / (1 + (z * z / n)), (middle + half) / (1 + (z * z / n)));
    }

    private static void Write(BenchmarkRun run)
    {
        string Of(string name, string format = "0.000") => run.ValueOf($"assistant.{name}").ToString(format, CultureInfo.InvariantCulture);
        ResultsPage.Write("after-sales:assistant", $"""
            ## The service assistant

            `./bench after-sales --only assistant`: a fixture shop (40 policies, 24 products, 12 earlier answers, 16 orders) and 100 questions, each in English and Chinese, written and committed before the assistant; asked by a customer who has orders. Passages answer, no language model. The options are the defaults; the thresholds of hand-over were chosen on 28 other questions.

            | figure | measured | bar |
            |---|---|---|
            | right source first, both languages | {Of("right-source-first")} | .900 |
            | English, Chinese | {Of("right-source-first.en")}, {Of("right-source-first.zh")} | |
            | answered from a wrong source | {Of("answered-wrong")} | |
            | handed to a person though the shop knows | {Of("handed-over-needlessly")} | |
            | answers that say the known words | {Of("says-the-known-words")} | |
            | other customers' orders shown, in 200 attempts | {Of("foreign-orders-shown", "0")} | 0 |
            | questions nobody can answer that go to a person | {Of("unanswerable-handed-over")} | |
            | milliseconds of an answer, median | {Of("answer.p50-ms", "0.0")} | |
            """);
    }

    private static string Lines(BenchmarkRun run, string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(run.Scratch, name + ".jsonl");
        File.WriteAllLines(path, lines);
        return path;
    }

    private sealed record Outcome(string Language, ServiceAnswer Answer, bool IsRight, string Says);

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => LanternShop.Now;
    }
}
