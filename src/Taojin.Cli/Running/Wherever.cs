using System.CommandLine;
using Taojin.Cli.Screens;
using Taojin.Data;
using Taojin.Workflows;

namespace Taojin.Cli.Running;

/// <summary>Does a verb's work here or, while a server holds the workspace, lets that do it: the same answer either way.</summary>
internal static class Wherever
{
    /// <param name="parsed">Names the workspace.</param>
    /// <param name="here">Opens the shop and does the work.</param>
    /// <param name="there">Asks the server for the same.</param>
    public static async Task<T> AskAsync<T>(ParseResult parsed, Func<T> here, Func<RunningServer, Task<T>> there)
    {
        try
        {
            return here();
        }
        catch (TaojinException fault) when (fault.Code == "workspace.served" && ServedAddress.Of(ShopFolder.Of(parsed)) is { } served)
        {
            using var server = new RunningServer(served);
            return await there(server);
        }
    }

    /// <param name="parsed">Names the workspace.</param>
    /// <param name="here">Does the work on the open shop.</param>
    /// <param name="there">Asks the server for the same.</param>
    /// <param name="passed">Options that go through the server; another one is refused there.</param>
    public static Task<T> AskAsync<T>(ParseResult parsed, Func<Mine, T> here, Func<RunningServer, Task<T>> there, params IReadOnlyList<string> passed) => AskAsync(
        parsed,
        () =>
        {
            using var mine = ShopFolder.Open(parsed);
            return here(mine);
        },
        server =>
        {
            CheckOptions(parsed, passed);
            return there(server);
        });

    /// <summary>What a server decides by itself, or does not do, cannot be told it from here: better refused than forgotten.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="passed">Options that go through.</param>
    /// <exception cref="TaojinException">serve.option.</exception>
    public static void CheckOptions(ParseResult parsed, params IReadOnlyList<string> passed)
    {
        foreach (var option in parsed.CommandResult.Command.Options)
            if (!passed.Contains(option.Name) && parsed.GetResult(option) is { Implicit: false })
                throw new TaojinException(
                    "serve.option", $"'{option.Name}' does not go through a running server.", $"Leave it out, or stop the server first. These go through: {(passed.Count == 0 ? "none" : string.Join(", ", passed))}.");
    }

    /// <summary>Says that a server's clock stays as it was started.</summary>
    public static void WarnOfClock(Screen screen, bool asOfLogEnd)
    {
        if (asOfLogEnd)
            screen.Warn("The running server answers by its own clock; for the end of the log start it with --as-of-log-end.", "由正在运行的服务器按它自己的时钟回答；要以日志末尾为准，请用 --as-of-log-end 启动它。");
    }
}
