using System.CommandLine;
using Taojin.Cli.Running;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Torch;
using Taojin.Storage;
using Taojin.Storage.Access;
using Taojin.Workflows;

namespace Taojin.Cli.Screens;

/// <summary>Opens the shop that a command line names, with every algorithm this program has.</summary>
internal static class ShopFolder
{
    public static Algorithms Algorithms => field ??= new(typeof(MlpEstimator).Assembly);

    /// <exception cref="TaojinException">workspace.served: a running server holds it; and all that <see cref="Mine.Open"/> says.</exception>
    public static Mine Open(ParseResult parsed, TimeProvider? clock = null, Algorithms? algorithms = null)
    {
        try
        {
            return Mine.Open(Of(parsed), algorithms ?? Algorithms, clock ?? TimeProvider.System);
        }
        catch (TaojinException fault) when (fault.Code == "workspace.in-use" && ServedAddress.Of(Of(parsed)) is { } served)
        {
            throw new TaojinException(
                "workspace.served", $"The server at '{served.Address}' (process {served.Process}) has the workspace open, and this command does not go through it.",
                $"Stop the server first, or see what it does itself: {served.Address}/docs", fault);
        }
    }

    /// <summary>Full path of the folder that the command line names.</summary>
    public static string Of(ParseResult parsed) => parsed.GetValue(CommandLine.Workspace)!.FullName;

    /// <summary>The keys of the shop, which a running server does not lock.</summary>
    public static KeyFile Keys(ParseResult parsed) => new(Workspace.Checked(Of(parsed)), TimeProvider.System);
}
