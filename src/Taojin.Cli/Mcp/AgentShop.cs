using Taojin.Data;
using Taojin.Data.Faults;
using Taojin.Workflows;
using Taojin.Workflows.Service;
using Taojin.Workflows.Serving;

namespace Taojin.Cli.Mcp;

/// <summary>The shop as agents see it.</summary>
/// <param name="Mine">The shop.</param>
/// <param name="Live">It as it is now.</param>
/// <param name="Assistant">Answers, without leaving a trace.</param>
/// <param name="Customer">The customer whose own orders may be spoken of; null: nobody's.</param>
internal sealed record AgentShop(Mine Mine, LiveShop Live, Assistant Assistant, string? Customer)
{
    /// <summary>Most rows of one answer.</summary>
    public const int MostRows = 200;

    /// <summary>A count that is asked for, within bounds.</summary>
    /// <exception cref="TaojinException">request.out-of-range.</exception>
    public static int Rows(int count) => count is >= 1 and <= MostRows
        ? count
        : throw RequestFault.OutOfRange("count", count, (1, MostRows));
}
