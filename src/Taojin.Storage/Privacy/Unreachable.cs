using DuckDB.NET.Data;
using Taojin.Data;

namespace Taojin.Storage.Privacy;

/// <summary>What an erasure or a rotation cannot come at: it says so and goes on with the rest, so that one file never holds up a shop.</summary>
internal static class Unreachable
{
    private const string Mark = "not reachable";

    /// <summary>Whether a fault is one of a file or a database, and not of this program.</summary>
    public static bool Is(Exception fault) => fault is TaojinException or IOException or UnauthorizedAccessException or DuckDBException or System.Text.Json.JsonException;

    /// <summary>What a receipt says of a file: damaged ones are refused by their reader for ever, others may be within reach tomorrow.</summary>
    public static string Told(Exception fault) => fault is TaojinException
        ? $"damaged ({Why(fault)}): nothing reads it any more; delete it"
        : $"{Mark} ({Why(fault)}); tried again each day and at each start";

    /// <summary>Whether it is worth while to try again.</summary>
    public static bool MayCome(ErasedFile file) => file.What.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>A short word for a fault, which names nobody.</summary>
    public static string Why(Exception fault) => fault is TaojinException known ? known.Code : fault.GetType().Name;
}
