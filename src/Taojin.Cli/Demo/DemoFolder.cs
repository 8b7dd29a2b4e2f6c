using Taojin.Data;

namespace Taojin.Cli.Demo;

/// <summary>Where the demo's shop stands: a folder that the demo may make anew because the demo made it.</summary>
internal static class DemoFolder
{
    private const string Mark = ".taojin-demo", UsualName = "taojin-demo";

    /// <summary>An empty folder for the demo.</summary>
    /// <param name="workspace">What the command line says.</param>
    /// <param name="isGiven">Whether it says it.</param>
    /// <exception cref="TaojinException">The folder holds something that the demo did not make.</exception>
    public static string Of(DirectoryInfo workspace, bool isGiven)
    {
        var folder = isGiven ? workspace.FullName : Path.Combine(workspace.FullName, UsualName);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            if (!File.Exists(Path.Combine(folder, Mark)))
                throw new TaojinException("demo.folder", $"{folder} is not empty, and no demo made it.", "Name another folder: ./taojin demo --workspace DIR");
            Directory.Delete(folder, recursive: true);
        }
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, Mark), "Made by ./taojin demo, which makes this folder anew.\n");
        return folder;
    }
}
