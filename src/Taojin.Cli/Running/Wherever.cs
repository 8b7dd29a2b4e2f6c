using System.CommandLine;
using Taojin.Cli.Screens;
using Taojin.Data;

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

    /// <summary>Says that a server's clock stays as it was started.</summary>
    public static void WarnOfClock(Screen screen, bool asOfLogEnd)
    {
        if (asOfLogEnd)
            screen.Warn("The running server answers by its own clock; for the end of the log start it with --as-of-log-end.", "由正在运行的服务器按它自己的时钟回答；要以日志末尾为准，请用 --as-of-log-end 启动它。");
    }
}
