using System.CommandLine;
using Taojin.Data;
using Taojin.Storage;

namespace Taojin.Cli.Screens;

/// <summary>What may be said of a source when it is not to be detected.</summary>
internal sealed class SourceOptions
{
    private readonly Option<string?> _map = new("--map") { Description = "Names of behaviours, such as pv=view,buy=purchase; codes such as 1=view are never guessed" };
    private readonly Option<string?> _kind = new("--kind") { Description = $"What every row means, in files that do not say it: {string.Join(", ", EventKinds.All)}" };
    private readonly Option<string?> _preset = new("--preset") { Description = "Shape of the objects of a jsonl file, such as ga4 or shopify; seen from the first lines when left out" };
    private readonly Option<string?> _separator = new("--separator") { Description = "Separator of fields: one character, or tab" };
    private readonly Option<string?> _encoding = new("--encoding") { Description = "utf-8, utf-16, gb18030" };
    private readonly Option<string?> _time = new("--time-format") { Description = "unix-s, unix-ms, unix-us, unix-ns, iso, compact, day-first, month-first" };
    private readonly Option<bool?> _header = new("--header") { Description = "Whether the first row names the columns" };
    private readonly Option<string[]> _columns = new("--columns") { Description = "What the columns are, in order, such as user_id,item_id,kind,time" };
    private readonly Option<string?> _table = new("--table") { Description = "events, items, users, reviews, orders, campaigns, exposures or redemptions" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _map, _kind, _preset, _separator, _encoding, _time, _header, _columns, _table })
            command.Options.Add(option);
    }

    public SourceRequest Request(ParseResult parsed, string source)
    {
        var request = SourceRequest.Parse(source) with
        {
            Kind = parsed.GetValue(_kind) is { } kind ? Kind(kind) : null,
            Preset = parsed.GetValue(_preset),
            Separator = parsed.GetValue(_separator),
            Encoding = parsed.GetValue(_encoding),
            TimeFormat = parsed.GetValue(_time),
            Header = parsed.GetValue(_header),
            Columns = parsed.GetValue(_columns) is { Length: > 0 } columns ? [.. columns.SelectMany(each => each.Split(','))] : null,
            Table = parsed.GetValue(_table),
        };
        return parsed.GetValue(_map) is { } map ? request with { Map = SourceRequest.ParseMap(map) } : request;
    }

    private static EventKind Kind(string name) => EventKinds.TryParse(name, out var kind)
        ? kind
        : throw new TaojinException("import.kind-unknown", $"There is no kind '{name}'.", $"Known: {string.Join(", ", EventKinds.All)}.");
}
