using System.CommandLine;
using Taojin.Workflows.Training;

namespace Taojin.Cli.Screens;

/// <summary>Options that name a table to learn from, and say what its columns are.</summary>
internal sealed class TableOptions
{
    private readonly Option<string?> _from = new("--from") { Description = "Learn from a table in place of the log, such as csv:CUSTOMERS.csv, for tasks that can" };
    private readonly Option<string?> _label = new("--label") { Description = "With --from: the column to foretell" };
    private readonly Option<string?> _positive = new("--positive") { Description = "With --label: the outcome that counts as yes (default: 1, true, yes, 是 … or the rarer one)" };
    private readonly Option<string?> _time = new("--time") { Description = "With --from: a column of dates to split by (default: at random)" };
    private readonly Option<string[]> _categorical = Words("--categorical", "With --from: columns of numbers that are names, such as codes");
    private readonly Option<string[]> _ignore = Words("--ignore", "With --from: columns to leave out, such as what is known only afterwards");
    private readonly Option<string[]> _derive = Words("--derive", "With --from: columns made of two others, such as amount/orders or city&channel");

    public IEnumerable<Option> All => [_from, _label, _positive, _time, _categorical, _ignore, _derive];

    /// <summary>The table that is named, or null.</summary>
    public TableInput? Of(ParseResult parsed) => parsed.GetValue(_from) is not { } source ? null : new(source, parsed.GetValue(_label))
    {
        Positive = parsed.GetValue(_positive),
        Time = parsed.GetValue(_time),
        Columns = new() { Categorical = parsed.GetValue(_categorical) ?? [], Ignored = parsed.GetValue(_ignore) ?? [], Derived = parsed.GetValue(_derive) ?? [] },
    };

    private static Option<string[]> Words(string name, string description) => new(name) { Description = description, AllowMultipleArgumentsPerToken = true };
}
