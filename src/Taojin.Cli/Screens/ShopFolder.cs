using System.CommandLine;
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

    public static Mine Open(ParseResult parsed, TimeProvider? clock = null, Algorithms? algorithms = null) =>
        Mine.Open(parsed.GetValue(CommandLine.Workspace)!.FullName, algorithms ?? Algorithms, clock ?? TimeProvider.System);

    /// <summary>The keys of the shop, which a running server does not lock.</summary>
    public static KeyFile Keys(ParseResult parsed) => new(Workspace.Checked(parsed.GetValue(CommandLine.Workspace)!.FullName), TimeProvider.System);
}
