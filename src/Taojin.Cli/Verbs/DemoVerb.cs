using System.CommandLine;
using Taojin.Cli.Demo;
using Taojin.Cli.Screens;

namespace Taojin.Cli.Verbs;

/// <summary>The whole main job on one log, stage by stage.</summary>
internal sealed class DemoVerb : IVerb
{
    public int Place => 5;

    public Command Build()
    {
        var from = new Option<string?>("--from") { Description = "A real log instead of the built-in shop, such as taobao:LOG.csv" };
        var noServe = new Option<bool>("--no-serve") { Description = "Stop before serving" };
        var port = ServeVerb.PortOption();
        var source = new SourceOptions();
        var command = new Command("demo", "The whole loop: import, prepare, features, train, evaluate, publish, predict and recommend, feedback, changed answers; then serve") { from, noServe, port };
        source.AddTo(command);
        return command.Does(async (parsed, screen, cancellation) =>
        {
            using var run = new DemoRun(screen, DemoFolder.Of(parsed.GetValue(CommandLine.Workspace)!, parsed.GetResult(CommandLine.Workspace) is { Implicit: false }));
            var result = run.Run(parsed.GetValue(from) is { } text ? source.Request(parsed, text) : null, cancellation);
            screen.Result(result, console => DemoTables.Render(result, console, screen.Words));
            if (parsed.GetValue(noServe) || run.Live is null)
                screen.Next($"Ask for more: ./taojin recommend USER --as-of-log-end --workspace {run.Folder}", $"继续提问：./taojin recommend 用户 --as-of-log-end --workspace {run.Folder}");
            else
                await ServeVerb.RunAsync((run.Mine, run.Live), screen, ServeVerb.Options(run.Mine.Workspace.Settings, address: null, parsed.GetValue(port)), cancellation);
        });
    }
}
