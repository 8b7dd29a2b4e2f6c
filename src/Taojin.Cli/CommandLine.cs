using System.CommandLine;
using Taojin.Cli.Screens;
using Taojin.Cli.Verbs;
using Taojin.Data;

namespace Taojin.Cli;

/// <summary>The whole command line: every verb of this program, found by its type.</summary>
internal static class CommandLine
{
    private const int Done = 0, Failed = 1, WrongUsage = 2, Interrupted = 130;

    public static readonly Option<DirectoryInfo> Workspace = new("--workspace", "-w")
    {
        Description = "The shop's folder (default: the current folder)",
        Recursive = true,
        DefaultValueFactory = _ => new DirectoryInfo("."),
    };

    public static readonly Option<bool> Json = new("--json") { Description = "One JSON document on stdout", Recursive = true };

    public static readonly Option<string?> Language = new("--lang") { Description = "Language of messages: en or zh (default: the system's)", Recursive = true };

    public static RootCommand Root()
    {
        var root = new RootCommand("Taojin (淘金) mines a shop's own data: recommendations and purchase predictions, each with its reason.");
        Language.AcceptOnlyFromAmong("en", "zh");
        foreach (var option in new Option[] { Workspace, Json, Language })
            root.Options.Add(option);
        foreach (var verb in All())
            root.Subcommands.Add(verb.Build());
        return root;
    }

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not null)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync($"See: ./taojin {parsed.CommandResult.Command.Name} --help".Replace(" taojin --help", " --help", StringComparison.Ordinal));
            return WrongUsage;
        }
        return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
    }

    /// <summary>Adds options that several verbs share.</summary>
    public static Command With(this Command command, IEnumerable<Option> options)
    {
        foreach (var option in options)
            command.Options.Add(option);
        return command;
    }

    /// <summary>Makes a verb's work its command's action: errors become words and exit codes in one place.</summary>
    public static Command Does(this Command command, Func<ParseResult, Screen, CancellationToken, Task> work)
    {
        command.SetAction(async (parsed, cancellation) =>
        {
            using var screen = Screen.Of(parsed.GetValue(Json), parsed.GetValue(Language));
            try
            {
                await work(parsed, screen, cancellation);
                return screen.HasFailed ? Failed : Done;
            }
            catch (OperationCanceledException)
            {
                screen.Interrupted();
                return Interrupted;
            }
            catch (TaojinException fault)
            {
                screen.Fault(fault);
                return Failed;
            }
            catch (Exception fault)
            {
                screen.Broken(fault);
                return Failed;
            }
        });
        return command;
    }

    private static IEnumerable<IVerb> All() => typeof(IVerb).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IVerb).IsAssignableFrom(type))
        .Select(type => (IVerb)Activator.CreateInstance(type)!)
        .OrderBy(verb => verb.Place);
}
