namespace Taojin.Workflows;

/// <summary>Copies of a shop that a process left behind when it was killed: whole logs, in the folder for temporary files.</summary>
public static class AbandonedCopies
{
    internal const string Prefix = "taojin-copy-", Owner = "owner";

    /// <summary>Deletes those of this user whose process has ended: nobody holds their file <c>owner</c>.</summary>
    /// <param name="folder">The folder for temporary files; null for the system's.</param>
    /// <returns>How many were deleted.</returns>
    public static int Delete(string? folder = null) => Directory.EnumerateDirectories(folder ?? Path.GetTempPath(), $"{Prefix}*").Count(IsDeleted);

    private static bool IsDeleted(string copy)
    {
        try
        {
            using (new FileStream(Path.Combine(copy, Owner), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
                // Nobody holds it.
            }
            Directory.Delete(copy, recursive: true);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false; // somebody works in it, or it is another user's
        }
    }
}
