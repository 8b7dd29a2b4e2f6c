using System.Globalization;

namespace Taojin.Storage.Postgres;

/// <summary>What PostgreSQL showed at a moment, as <c>pg_current_snapshot()</c> says it: transactions below a first one, and those below a next one that were not running.</summary>
/// <param name="First">All below are seen.</param>
/// <param name="Next">None from here on is seen.</param>
/// <param name="Running">Those between that are not seen.</param>
public sealed record LogCursor(long First, long Next, IReadOnlySet<long> Running)
{
    /// <summary>Reads <c>xmin:xmax:running,running</c>.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static LogCursor Parse(string seen)
    {
        static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
        return seen.Split(':') is [var first, var next, var running]
            ? new(Number(first), Number(next), running.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Number).ToHashSet())
            : throw new FormatException($"'{seen}' is no cursor.");
    }

    /// <summary>Whether what a transaction wrote was shown.</summary>
    public bool Has(long tx) => tx < First || (tx < Next && !Running.Contains(tx));
}
