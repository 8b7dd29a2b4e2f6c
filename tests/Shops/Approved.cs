namespace Taojin.Tests.Shops;

/// <summary>Texts that change only when somebody means them to: they stand beside the tests, as <c>Approved/NAME</c>.</summary>
internal static class Approved
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>Fails when a text is not the approved one, and leaves what it is now beside it.</summary>
    /// <param name="project">Folder of the test project, such as <c>Taojin.Server.Tests</c>.</param>
    /// <param name="name">Name of the file.</param>
    /// <param name="text">What it is now.</param>
    public static void Check(string project, string name, string text)
    {
        var approved = Path.Combine(Root, "tests", project, "Approved", name);
        if (File.Exists(approved) && File.ReadAllText(approved) == text)
            return;
        var received = Path.ChangeExtension(approved, $".received{Path.GetExtension(approved)}");
        Directory.CreateDirectory(Path.GetDirectoryName(approved)!);
        File.WriteAllText(received, text);
        Assert.Fail($"{name} is not what was approved. Compare {Path.GetFileName(received)} with {name} in tests/{project}/Approved; when the change is meant, rename the former to the latter.");
    }

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "Taojin.slnx")) ? folder : Above(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)) ?? throw new DirectoryNotFoundException("No folder above the tests holds Taojin.slnx."));
}
