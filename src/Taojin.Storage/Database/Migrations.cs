using System.Globalization;
using Taojin.Data;

namespace Taojin.Storage.Database;

/// <summary>Brings a database to the schema of this program: Sql/schema_NNN.sql in order, each in one transaction with its version.</summary>
internal static class Migrations
{
    /// <summary>The newest schema that this program knows.</summary>
    public static int Newest => Steps.Max(step => step.Version);

    private static IEnumerable<(int Version, string Name)> Steps => SqlText.NamesStartingWith("schema_")
        .Where(name => char.IsAsciiDigit(name[^1]))
        .Select(name => (int.Parse(name["schema_".Length..], CultureInfo.InvariantCulture), name));

    /// <summary>Applies what is missing. A kill in between leaves the last whole step.</summary>
    /// <exception cref="TaojinException">workspace.newer: a newer program wrote it.</exception>
    public static void Apply(LogDatabase database, TimeProvider clock) => Apply(database, clock, Newest);

    /// <summary>Goes no further than a schema, as an older program did.</summary>
    internal static void Apply(LogDatabase database, TimeProvider clock, int upTo)
    {
        var held = (int)database.Number("schema_version_read");
        if (held > Newest)
        {
            throw new TaojinException(
                "workspace.newer",
                $"The workspace has schema {held}; this program knows up to {Newest}.",
                "Use the newer Taojin that wrote it, or restore a backup made with this one.");
        }
        foreach (var (version, name) in Steps.Where(step => step.Version > held && step.Version <= upTo))
        {
            using var transaction = database.Connection.BeginTransaction();
            database.Run(name);
            database.Run("schema_version_write", ("version", version), ("applied", Instant.Of(clock.GetUtcNow()).Microseconds));
            transaction.Commit();
        }
    }
}
