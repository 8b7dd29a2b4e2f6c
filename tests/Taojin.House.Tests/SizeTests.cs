namespace Taojin.House.Tests;

/// <summary>What fits on a screen is read; what does not is skipped.</summary>
public sealed class SizeTests
{
    private const int MostLinesOfFile = 400, MostLinesOfFunction = 60, MedianLinesOfFile = 80;

    [Fact]
    public void No_file_is_longer_than_four_hundred_lines() =>
        Source.All.Where(file => file.Lines > MostLinesOfFile).Select(file => $"{file.Path}: {file.Lines}").ShouldBeEmpty(Report());

    [Fact]
    public void No_function_is_longer_than_sixty_lines() =>
        Functions().Where(function => function.Lines > MostLinesOfFunction).Select(function => $"{function.Place} {function.Name}: {function.Lines}").ShouldBeEmpty(Report());

    [Fact]
    public void The_median_file_of_src_has_at_most_eighty_lines() => At(0.5, Source.Under("src").Select(file => file.Lines)).ShouldBeLessThanOrEqualTo(MedianLinesOfFile, Report());

    private static IEnumerable<(string Name, int Lines, string Place)> Functions() => Source.All.SelectMany(file => file.Functions());

    private static string Report()
    {
        var folders = new[] { "src", "tests", "benchmarks", "samples" }.Select(Summary);
        var longestFiles = Source.All.OrderByDescending(file => file.Lines).Take(10).Select(file => $"  {file.Lines,4} {file.Path}");
        var longestFunctions = Functions().OrderByDescending(function => function.Lines).Take(10).Select(function => $"  {function.Lines,4} {function.Place} {function.Name}");
        return string.Join('\n', [.. folders, "The longest files:", .. longestFiles, "The longest functions:", .. longestFunctions]);
    }

    private static string Summary(string folder)
    {
        int[] files = [.. Source.Under(folder).Select(file => file.Lines)];
        int[] functions = [.. Source.Under(folder).SelectMany(file => file.Functions()).Select(function => function.Lines)];
        return $"{folder,-10} {files.Length,4} files, {files.Sum(),6} lines, median {At(0.5, files),3}, p95 {At(0.95, files),3};"
            + $" {functions.Length,5} functions, median {At(0.5, functions),2}, p95 {At(0.95, functions),2}";
    }

    private static int At(double share, IEnumerable<int> values)
    {
        int[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[(int)(share * (sorted.Length - 1))];
    }
}
