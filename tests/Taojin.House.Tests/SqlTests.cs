using System.Text.RegularExpressions;

namespace Taojin.House.Tests;

/// <summary>SQL stands in <c>src/Taojin.Storage/Sql/*.sql</c> and nowhere else, so that it can be read, run and reviewed as SQL.</summary>
public sealed partial class SqlTests
{
    [Fact]
    public void No_CSharp_text_is_SQL()
    {
        var found = Source.Under("src").SelectMany(file => file.Literals()).Where(literal => Statement().IsMatch(literal.Text)).Select(literal => $"{literal.Place}: {literal.Text.Trim()}");

        found.ShouldBeEmpty("Move it into a file of src/Taojin.Storage/Sql and run it by its name.");
    }

    [Fact]
    public void Every_SQL_file_is_run_by_its_name()
    {
        var named = Source.Under("src/Taojin.Storage").SelectMany(file => file.Literals()).Select(literal => literal.Text).Where(text => NameOrPattern().IsMatch(text)).ToHashSet(StringComparer.Ordinal);
        var idle = Directory.EnumerateFiles(House.PathOf("src", "Taojin.Storage", "Sql"), "*.sql").Select(path => Path.GetFileNameWithoutExtension(path)!)
            .Where(name => !name.StartsWith("schema_0", StringComparison.Ordinal)) // migrations are found by their number
            .Where(name => !named.Any(text => Regex.IsMatch(name, $"^{text.Replace("…", "[a-z0-9]+", StringComparison.Ordinal)}$", RegexOptions.NonBacktracking)));

        idle.ShouldBeEmpty("Nothing runs these files.");
    }

    [Fact]
    public void Statements_of_PostgreSQL_and_of_its_snapshot_are_run_by_their_names_too()
    {
        var named = Source.Under("src/Taojin.Storage").SelectMany(file => file.Literals()).Select(literal => literal.Text).Where(text => text.Length > 0).ToHashSet(StringComparer.Ordinal);
        var shared = Directory.EnumerateFiles(House.PathOf("src", "Taojin.Storage", "Sql"), "*.sql").Select(path => Path.GetFileNameWithoutExtension(path)!).ToHashSet(StringComparer.Ordinal);
        var idle = new[] { "postgres", "snapshot" }.SelectMany(folder => Directory.EnumerateFiles(House.PathOf("src", "Taojin.Storage", "Sql", folder), "*.sql")
            .Select(path => Path.GetFileNameWithoutExtension(path)!)
            .Where(name => !name.StartsWith("schema_0", StringComparison.Ordinal) && !shared.Contains(name)) // what has a twin in DuckDB is run by that name
            .Where(name => !named.Contains(folder == "snapshot" ? "snapshot/" + name : name) && !named.Contains(name.Replace("users", "…", StringComparison.Ordinal).Replace("items", "…", StringComparison.Ordinal))));

        idle.ShouldBeEmpty("Nothing runs these files.");
    }

    [Theory]
    [InlineData("SELECT a FROM b", true)]
    [InlineData("  insert into events values (1)", true)]
    [InlineData("insert into … values (…)", true)]
    [InlineData("delete from x;", true)]
    [InlineData("update shop set name = 1", true)]
    [InlineData("CREATE TEMP TABLE t (a INT)", true)]
    [InlineData("select the shop's folder from the list", false)]
    [InlineData("Update the settings, then try again", false)]
    [InlineData("删除 delete 之前先备份", false)]
    public void Prose_is_told_from_SQL(string text, bool isSql) => Statement().IsMatch(text).ShouldBe(isSql);

    [GeneratedRegex("^[a-z][a-z0-9_…]*$", RegexOptions.NonBacktracking)]
    private static partial Regex NameOrPattern();

    [GeneratedRegex(
        """
        (^|;)\s*(
            select\s+[\w…*.,()\s"]+\s+from\s+[\w…."]+\s*($|where|join|order|group|limit|;)
            | insert\s+into\s+[\w…]+
            | update\s+[\w…]+\s+set\s+[\w…]+\s*=
            | delete\s+from\s+[\w…]+\s*($|where|;)
            | create\s+(or\s+replace\s+)?(temp\s+|temporary\s+)?(table|view|index|sequence|macro)\s
            | drop\s+(table|view|index)\s
            | alter\s+table\s
            | copy\s+[\w…]+\s+(from|to)\s+'
            | attach\s+'
            | pragma\s+\w+
        )
        """,
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Statement();
}
