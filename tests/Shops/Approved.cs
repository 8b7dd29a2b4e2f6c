namespace Taojin.Tests.Shops;

/// <summary>Texts that a person has approved: they stand beside the tests in <c>Approved/</c>, so that a change of the program changes a file.</summary>
internal static class Approved
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>Where the approved texts of a test project stand.</summary>
    public static string Folder(string project) => Path.Combine(Root, "tests", project, "Approved");

    /// <summary>Fails when a text is not the approved one, says where they part, and leaves what it is now beside it.</summary>
    /// <param name="project">Folder of the test project, such as <c>Taojin.Server.Tests</c>.</param>
    /// <param name="name">Path of the file below <c>Approved/</c>.</param>
    /// <param name="text">What the program says now.</param>
    public static void Check(string project, string name, string text)
    {
        var approved = Path.Combine(Folder(project), name);
        var received = Path.ChangeExtension(approved, $".received{Path.GetExtension(approved)}");
        var (now, before) = (Plain(text), File.Exists(approved) ? Plain(File.ReadAllText(approved)) : null);
        File.Delete(received);
        if (before == now)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, now);
        Assert.Fail($"{(before is null ? "It was never approved." : FirstDifference(before, now))}\nLook at the difference, and if it is meant: mv {Short(received)} {Short(approved)}");
    }

    private static string Short(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string Plain(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim('\n') + "\n";

    private static string FirstDifference(string before, string now)
    {
        var (old, @new) = (before.Split('\n'), now.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(old.Length, @new.Length)).First(place => old.ElementAtOrDefault(place) != @new.ElementAtOrDefault(place));
        return $"Line {line + 1} was   {old.ElementAtOrDefault(line) ?? "(end)"}\nLine {line + 1} is now {@new.ElementAtOrDefault(line) ?? "(end)"}";
    }

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "Taojin.slnx")) ? folder : Above(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)) ?? throw new DirectoryNotFoundException("No folder above the tests holds Taojin.slnx."));
}
