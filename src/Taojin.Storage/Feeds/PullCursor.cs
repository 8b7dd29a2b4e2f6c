using System.Text.Json;

namespace Taojin.Storage.Feeds;

/// <summary>How far a feed has come: the cursor of the last row that is in the log, as the database writes it, and the row's id.</summary>
/// <param name="After">Value of the cursor's column.</param>
/// <param name="Id">Id of the row.</param>
internal sealed record PullCursor(string After, string Id)
{
    /// <summary>Reads it; null before the first row.</summary>
    public static PullCursor? Read(string folder) => File.Exists(PathIn(folder)) ? JsonSerializer.Deserialize<PullCursor>(File.ReadAllBytes(PathIn(folder)), Snake.Json) : null;

    /// <summary>Keeps it, whole or not at all. A kill before it only means that rows are taken again, which their ids make harmless.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        DurableFile.Write(PathIn(folder), JsonSerializer.Serialize(this, Snake.Json));
        DurableFile.FlushFolder(folder);
    }

    private static string PathIn(string folder) => Path.Combine(folder, "cursor.json");
}
