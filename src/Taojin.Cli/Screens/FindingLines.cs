using Spectre.Console;
using Taojin.Mining.Insights;

namespace Taojin.Cli.Screens;

/// <summary>A finding as a few lines: claim, words of customers, what to do, how to see whether it helped.</summary>
internal static class FindingLines
{
    public static void Render(Finding finding, IAnsiConsole console, Words words)
    {
        console.WriteLine();
        console.MarkupLine($"[bold]{Markup.Escape(words[finding.Claim, finding.ClaimZh])}[/] [dim]{Markup.Escape(finding.Kind)} {Markup.Escape(finding.Subject)}[/]");
        foreach (var quote in finding.Quotes)
            console.MarkupLine($"  [dim]“{Markup.Escape(quote)}”[/]");
        console.MarkupLine($"  [yellow]→[/] {Markup.Escape(words[finding.Action, finding.ActionZh])}");
        console.MarkupLine($"  [dim]{Markup.Escape(words["Check", "验证"])}: {Markup.Escape(words[finding.Check, finding.CheckZh])}[/]");
    }
}
