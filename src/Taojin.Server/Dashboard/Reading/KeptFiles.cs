using System.Text.Json;
using Taojin.Server.Dashboard.Hosting;
using Taojin.Storage;
using Taojin.Workflows;

namespace Taojin.Server.Dashboard.Reading;

/// <summary>What pages mined, on disk as <c>kept/NAME.json</c> beside what it was mined from: it outlives the server. An erasure deletes each that names the person.</summary>
internal sealed class KeptFiles(Mine mine)
{
    private readonly string _folder = Path.Combine(mine.Workspace.Folder, "kept");

    /// <summary>What is mined from now: log, catalogue, answers of people, and the versions that answer. Costs a pass over the catalogue.</summary>
    public string Ground => $"{mine.Workspace.Browse.Version()} {string.Join(' ', mine.Models.Aliases().OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => each.Value))}";

    /// <summary>What is kept under a name; null when there is nothing, or nothing that this program wrote.</summary>
    public KeptResult<T>? Read<T>(string name)
    {
        try
        {
            return File.Exists(PathOf(name)) && JsonSerializer.Deserialize<KeptResult<T>>(File.ReadAllBytes(PathOf(name)), Snake.Json) is { } kept && kept.Program == BrowserFiles.Version ? kept : null;
        }
        catch (Exception damage) when (damage is JsonException or IOException or NotSupportedException)
        {
            return null; // it is mined anew
        }
    }

    /// <summary>Keeps a result; a disk that is full keeps none, and the page is shown all the same.</summary>
    public void Write<T>(string name, string ground, T result)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            DurableFile.Write(PathOf(name), JsonSerializer.Serialize(new KeptResult<T>(BrowserFiles.Version, ground, result), Snake.Json));
        }
        catch (IOException)
        {
            return;
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Forgets what is kept under a name.</summary>
    public void Delete(string name) => File.Delete(PathOf(name));

    private string PathOf(string name) => Path.Combine(_folder, $"{name}.json");
}

/// <summary>Something mined.</summary>
/// <param name="Program">Which program: another may have other results.</param>
/// <param name="Ground">From what.</param>
/// <param name="Result">What came of it.</param>
internal sealed record KeptResult<T>(string Program, string Ground, T Result);
