using System.Collections.Concurrent;

namespace Taojin.Storage.Database;

/// <summary>SQL lives in the files of the folder Sql; here it is read by its name.</summary>
internal static class SqlText
{
    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    /// <summary>The text of Sql/<paramref name="name"/>.sql.</summary>
    public static string Of(string name) => Known.GetOrAdd(name, static name =>
    {
        using var stream = typeof(SqlText).Assembly.GetManifestResourceStream(name + ".sql")
            ?? throw new InvalidOperationException($"There is no Sql/{name}.sql.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>The text with names and paths that cannot be parameters: they come from the program, never from a request.</summary>
    public static string With(string name, params ReadOnlySpan<(string Mark, string Value)> marks)
    {
        var text = Of(name);
        foreach (var (mark, value) in marks)
            text = text.Replace($"{{{mark}}}", value, StringComparison.Ordinal);
        return text;
    }

    /// <summary>A path or text within single quotes.</summary>
    public static string Quoted(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    /// <summary>All names that begin so, in order.</summary>
    public static IEnumerable<string> NamesStartingWith(string prefix) => typeof(SqlText).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
        .Select(name => name[..^4])
        .Order(StringComparer.Ordinal);
}
