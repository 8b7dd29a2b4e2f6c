using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Screens;
using Taojin.Storage;

namespace Taojin.Cli.Verbs.Privacy;

/// <summary>Counts that may leave the house.</summary>
internal sealed class PrivacyAggregate : IVerbOf<PrivacyVerb>
{
    public int Place => 40;

    public Command Build() => new Command("aggregate", "Events and people by kind, month and category, as CSV; no row stands for fewer people than privacy.smallest_group").Does((parsed, screen, _) =>
    {
        using var mine = ShopFolder.Open(parsed);
        var result = mine.Workspace.Aggregates.Run();
        screen.Result(result, console => console.Profile.Out.Writer.Write(SpreadsheetCsv.Of(["kind", "month", "category", "people", "events"], result.Rows.Select(row => new object?[] { row.Kind, row.Month, row.Category, row.People, row.Events }))));
        screen.Say($"No row stands for fewer than {result.SmallestGroup} people; {screen.Words.Count(result.Hidden)} groups were left out.", $"每行至少包含 {result.SmallestGroup} 人；{screen.Words.Count(result.Hidden)} 个更小的分组未列出。");
        return Task.CompletedTask;
    });
}
