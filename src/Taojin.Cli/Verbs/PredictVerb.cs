using System.CommandLine;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Workflows.Serving;

namespace Taojin.Cli.Verbs;

/// <summary>Who will buy what: one user's probabilities, or, from a log and a file of pairs, a whole job in one process.</summary>
internal sealed class PredictVerb : IVerb
{
    public int Place => 80;

    public Command Build()
    {
        var user = new Argument<string?>("user") { Description = "Id of the user", Arity = ArgumentArity.ZeroOrOne };
        var items = new Option<string[]>("--item", "-i") { Description = "Items to predict (default: those touched in the last thirty days)", AllowMultipleArgumentsPerToken = true };
        var count = new Option<int>("--count", "-n") { Description = "At most so many, the most probable first", DefaultValueFactory = _ => 20 };
        var asOf = new Option<bool>("--as-of-log-end") { Description = "Answer as if now were the end of the log" };
        var pairs = new Option<FileInfo?>("--pairs") { Description = "CSV with columns user,item: learn from all other pairs of the log, 24 h before its end, and predict these" };
        var output = new Option<FileInfo?>("--out") { Description = "With --pairs or --task outcome: where to write the probabilities" };
        var from = new Option<string?>("--from") { Description = "With --pairs: import this log first, such as taobao:LOG.csv; with --task outcome: the rows to predict, such as csv:NEW.csv" };
        var task = new Option<string>("--task") { Description = "purchase, or outcome: the rows of a table", DefaultValueFactory = _ => "purchase" };
        task.AcceptOnlyFromAmong("purchase", "outcome");
        var model = new Option<string?>("--model") { Description = "With --task outcome: the version that answers (default: outcome@live)" };
        return new Command("predict", "How probable purchases are, each with its reasons") { user, items, count, asOf, pairs, output, from, task, model }.Does(async (parsed, screen, cancellation) =>
        {
            if (parsed.GetValue(task) == "outcome")
                TableJob.Run(parsed, screen, new(parsed.GetValue(from), parsed.GetValue(output), parsed.GetValue(model), parsed.GetValue(count)));
            else if (parsed.GetValue(pairs) is { } file)
                PairsJob.Run(parsed, screen, new(file, parsed.GetValue(output), parsed.GetValue(from)), cancellation);
            else
                await OneUserAsync(parsed, screen, (Question(parsed.GetValue(user), parsed.GetValue(items), parsed.GetValue(count)), parsed.GetValue(asOf)), cancellation);
        });
    }

    private static PredictRequest Question(string? user, string[]? items, int count) => user is null
        ? throw new Data.TaojinException("usage.user-needed", "No user was named.", "Run: ./taojin predict USER, or: ./taojin predict --pairs PAIRS.csv --out OUT.csv")
        : new(user, items is { Length: > 0 } ? items : null, count);

    private static async Task OneUserAsync(ParseResult parsed, Screen screen, (PredictRequest Question, bool AsOfLogEnd) asked, CancellationToken cancellation)
    {
        var list = await Wherever.AskAsync(parsed, () => Here(parsed, asked.Question, asked.AsOfLogEnd), server =>
        {
            Wherever.WarnOfClock(screen, asked.AsOfLogEnd);
            return server.PostAsync<PredictionList>("predictions", new { asked.Question.UserId, asked.Question.ItemIds, asked.Question.Count }, cancellation);
        });
        screen.Result(list, console => Lists.Render(list, console, screen.Words));
    }

    private static PredictionList Here(ParseResult parsed, PredictRequest question, bool asOfLogEnd)
    {
        using var shop = OpenShop.Of(parsed, asOfLogEnd);
        return shop.Live.Predict(question);
    }
}
