namespace Taojin.House.Tests;

/// <summary>Texts that a person has approved. A change is seen in review, because it changes a file.</summary>
internal static class Approval
{
    private static readonly string Folder = House.PathOf("tests", "Taojin.House.Tests", "Approved");

    /// <summary>Compares a text with the approved one; where they differ, what was received is written beside it.</summary>
    /// <param name="name">Path below <c>Approved/</c>, without <c>.txt</c>.</param>
    /// <param name="text">What the program says now.</param>
    public static void Check(string name, string text)
    {
        var (approved, received) = (Path.Combine(Folder, name + ".txt"), Path.Combine(Folder, name + ".received.txt"));
        var now = Plain(text);
        if (File.Exists(approved) && Plain(File.ReadAllText(approved)) == now)
        {
            File.Delete(received);
            return;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, now);
        Assert.Fail($"{(File.Exists(approved) ? FirstDifference(Plain(File.ReadAllText(approved)), now) : "It was never approved.")}\n" +
            $"Look at the difference, and if it is meant: mv {House.Short(received)} {House.Short(approved)}");
    }

    /// <summary>Approved names under a folder.</summary>
    public static IEnumerable<string> Names(string under) => Directory.EnumerateFiles(Path.Combine(Folder, under), "*.txt")
        .Select(path => Path.GetFileNameWithoutExtension(path)!).Where(name => !name.EndsWith(".received", StringComparison.Ordinal));

    private static string Plain(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim('\n') + "\n";

    private static string FirstDifference(string before, string now)
    {
        var (old, @new) = (before.Split('\n'), now.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(old.Length, @new.Length)).First(place => old.ElementAtOrDefault(place) != @new.ElementAtOrDefault(place));
        return $"Line {line + 1} was   {old.ElementAtOrDefault(line) ?? "(end)"}\nLine {line + 1} is now {@new.ElementAtOrDefault(line) ?? "(end)"}";
    }
}
