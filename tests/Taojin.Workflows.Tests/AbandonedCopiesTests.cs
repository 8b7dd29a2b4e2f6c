namespace Taojin.Workflows.Tests;

/// <summary>What a killed process left of a copy of the shop goes; what a living one works in stays.</summary>
public sealed class AbandonedCopiesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-").FullName;

    [Fact]
    public void Copies_of_processes_that_have_ended_are_deleted_and_no_others()
    {
        var (left, held, other) = (FolderOf("taojin-copy-旧"), FolderOf("taojin-copy-新"), FolderOf("别的"));
        using var owner = new FileStream(Path.Combine(held, "owner"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        AbandonedCopies.Delete(_folder).ShouldBe(1);

        new[] { left, held, other }.Where(Directory.Exists).ShouldBe([held, other]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string FolderOf(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "owner"), "");
        File.WriteAllText(Path.Combine(folder, "log"), "记录");
        return folder;
    }
}
