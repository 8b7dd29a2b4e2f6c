using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Taojin.Storage.Database;

/// <summary>SQL lives in the files of the folder Sql; here it is read by its name.</summary>
internal static partial class SqlText
{
    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string> KnownPostgres = new(StringComparer.Ordinal);

    /// <summary>The text of Sql/<paramref name="name"/>.sql.</summary>
    public static string Of(string name) => Known.GetOrAdd(name, static name =>
    {
        using var stream = typeof(SqlText).Assembly.GetManifestResourceStream(name + ".sql")
            ?? throw new InvalidOperationException($"There is no Sql/{name}.sql.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>The text of Sql/postgres/<paramref name="name"/>.sql; where there is none, both databases understand Sql/<paramref name="name"/>.sql, but for the sign of parameters.</summary>
    public static string OfPostgres(string name) => KnownPostgres.GetOrAdd(name, static name =>
        typeof(SqlText).Assembly.GetManifestResourceInfo($"postgres/{name}.sql") is null ? Parameter().Replace(Of(name), "@${name}") : Of($"postgres/{name}"));

    /// <summary>All names that begin so, in order.</summary>
    public static IEnumerable<string> NamesStartingWith(string prefix) => typeof(SqlText).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
        .Select(name => name[..^4])
        .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\$(?<name>[a-z_]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();
}
