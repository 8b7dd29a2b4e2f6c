namespace Taojin.Quality.Frame;

/// <summary>The page of results: each part of a benchmark writes its own section and leaves the others as they are. No dates, so that the same figures give the same page.</summary>
internal static class ResultsPage
{
    private const string Heading = "# Results\n\nWritten by `./bench quality`; each section by its own part, on the machine it names.\n";

    /// <summary>Replaces a section of <c>docs/results.md</c>, or adds it at the end.</summary>
    /// <param name="section">Its name, such as <c>quality:beauty</c>.</param>
    /// <param name="text">Markdown; the machine is added.</param>
    public static void Write(string section, string text)
    {
        var path = Path.Combine(BenchOptions.Root, "docs", "results.md");
        var page = File.Exists(path) ? File.ReadAllText(path) : Heading;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, With(page, section, $"{text.TrimEnd()}\n\nMachine: {Machine.Name}.\n"));
    }

    /// <summary>The page with a section in the place of the old one.</summary>
    public static string With(string page, string section, string text)
    {
        var (open, close) = ($"<!-- {section} -->\n", $"<!-- /{section} -->\n");
        var (start, end) = (page.IndexOf(open, StringComparison.Ordinal), page.IndexOf(close, StringComparison.Ordinal));
        var whole = open + text + close;
        return start >= 0 && end > start ? page[..start] + whole + page[(end + close.Length)..] : page.TrimEnd() + "\n\n" + whole;
    }
}
