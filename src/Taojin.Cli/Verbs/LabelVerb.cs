using System.CommandLine;
using System.Globalization;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Mining.Learning;
using Taojin.Storage;
using Taojin.Workflows.Categories;

namespace Taojin.Cli.Verbs;

/// <summary>Shows what the model is unsure of, and takes a person's answers.</summary>
internal sealed class LabelVerb : IVerb
{
    public int Place => 86;

    public Command Build()
    {
        var item = new Argument<string?>("item") { Description = "The item that is answered; without one the queue is shown", Arity = ArgumentArity.ZeroOrOne };
        var accept = new Option<bool>("--accept") { Description = "What the model says is right" };
        var correct = new Option<string?>("--correct") { Description = "The right category, its whole path" };
        var skip = new Option<bool>("--skip") { Description = "Not to be asked again" };
        var author = new Option<string>("--author") { Description = "Who answers", DefaultValueFactory = _ => Environment.UserName };
        var count = new Option<int>("--count", "-n") { Description = "How many to show", DefaultValueFactory = _ => 20 };
        var progress = new Option<bool>("--progress") { Description = "What the answers have taught so far" };
        return new Command("label", "What the model of categories is unsure of, most useful first; and a person's answers") { item, accept, correct, skip, author, count, progress }.Does(async (parsed, screen, cancellation) =>
        {
            if (parsed.GetValue(progress))
                Progress(await Wherever.AskAsync(parsed, LabelProgress.Of, server => server.GetAsync<LabelProgress>("labels/progress", cancellation), "--progress"), screen);
            else if (parsed.GetValue(item) is { } id)
            {
                var answer = new LabelAnswer(id, (parsed.GetValue(accept), parsed.GetValue(skip), parsed.GetValue(correct)) switch
                {
                    (true, false, null) => "accept",
                    (false, true, null) => "skip",
                    (false, false, not null) => "correct",
                    _ => throw new Data.TaojinException("usage.answer", "An item needs one answer.", "Give one of --accept, --correct PATH or --skip."),
                }, parsed.GetValue(author)!, parsed.GetValue(correct));
                Answered(await Wherever.AskAsync(
                    parsed, mine => new ProductCategories(mine).Answer(answer), server => server.PostAsync<CategoryLabel>("labels", answer, cancellation), "--accept", "--correct", "--skip", "--author"), screen);
            }
            else
            {
                var most = parsed.GetValue(count);
                Queue(await Wherever.AskAsync(
                    parsed, mine => new ProductCategories(mine).Queue(most, new FitContext { Cancellation = cancellation }),
                    async server => (await server.GetAsync<Queued>(string.Create(CultureInfo.InvariantCulture, $"labels/queue?n={most}"), cancellation)).Products, "--count"), screen);
            }
        });
    }

    private static void Progress(LabelProgress progress, Screen screen) => screen.Result(progress, console => CategoryScreens.Render(progress, console, screen.Words));

    private static void Answered(CategoryLabel label, Screen screen)
    {
        screen.Result(label, console => CategoryScreens.Render(label, console, screen.Words));
        screen.Next("Learn from it: ./taojin train --task category", "让模型学习：./taojin train --task category");
    }

    private static void Queue(IReadOnlyList<QueuedProduct> queue, Screen screen)
    {
        screen.Result(queue, console => CategoryScreens.Render(queue, console, screen.Words));
        if (queue.Count > 0)
            screen.Next("Answer one: ./taojin label ITEM --accept | --correct PATH | --skip", "回答一个：./taojin label 商品 --accept | --correct 类目 | --skip");
    }

    /// <summary>The server's answer.</summary>
    private sealed record Queued(IReadOnlyList<QueuedProduct> Products);
}
