using System.Globalization;
using Taojin.Data;
using Taojin.Storage.Database;
using Taojin.Storage.Import;

namespace Taojin.Storage.Postgres;

/// <summary>Brings a store to the schema of this program: Sql/postgres/schema_NNN.sql in order, all that is missing in one transaction.</summary>
internal static class PostgresMigrations
{
    private const string Prefix = "postgres/schema_";

    private static IEnumerable<(int Version, string Name)> Steps => SqlText.NamesStartingWith(Prefix)
        .Where(name => char.IsAsciiDigit(name[^1]))
        .Select(name => (int.Parse(name[Prefix.Length..], CultureInfo.InvariantCulture), name["postgres/".Length..]));

    /// <summary>Applies what is missing; of several programs that start together one does, the others wait.</summary>
    /// <exception cref="TaojinException">store.newer: a newer program made it.</exception>
    public static void Apply(PostgresStore store)
    {
        using var write = new PostgresWrite(store, new LogIds(), isLong: true);
        write.Run("lock_schema");
        var held = (int)write.Number("schema_version_read");
        var newest = Steps.Max(step => step.Version);
        if (held > newest)
        {
            throw new TaojinException(
                "store.newer", $"The store at {store.Address} has schema {held}; this program knows up to {newest}.", "Use the newer Taojin that made it; update this one.");
        }
        foreach (var (version, name) in Steps.Where(step => step.Version > held))
        {
            write.Run(name);
            write.Run("schema_version_write", ("version", version), ("applied", Instant.Of(store.Clock.GetUtcNow()).Microseconds));
        }
        write.Commit();
    }
}
