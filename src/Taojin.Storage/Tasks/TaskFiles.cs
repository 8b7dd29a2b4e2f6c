namespace Taojin.Storage.Tasks;

/// <summary>Tasks of a workspace that nobody shares: <c>tasks/ID.json</c>, one file each, and its claim beside it. One process has it open, so that whatever others wrote they have left.</summary>
internal sealed class TaskFiles(string workspace) : ITaskRecords
{
    /// <summary>How many are kept.</summary>
    public const int Most = 100;
    private readonly string _folder = Path.Combine(workspace, "tasks");
    private readonly Lock _turn = new();
    private SortedDictionary<string, TaskRecord>? _known;

    /// <inheritdoc />
    public void Put(string id, string body)
    {
        lock (_turn)
        {
            Directory.CreateDirectory(_folder);
            DurableFile.Write(PathOf(id), body);
            Known()[id] = new(id, body, IsLeft: false);
            while (Known().Count > Most)
                Forget(Known().First().Key);
        }
    }

    /// <inheritdoc />
    public bool TryPut(string id, string body, string claim)
    {
        lock (_turn)
        {
            Directory.CreateDirectory(_folder);
            if (Directory.EnumerateFiles(_folder, "*.claim").Any(file => File.ReadAllText(file) == claim))
                return false;
            Put(id, body);
            DurableFile.Write(ClaimOf(id), claim);
            return true;
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<TaskRecord> All()
    {
        lock (_turn)
            return [.. Known().Values.Reverse()];
    }

    private SortedDictionary<string, TaskRecord> Known()
    {
        if (_known is not null)
            return _known;
        _known = new(StringComparer.Ordinal);
        if (Directory.Exists(_folder))
            foreach (var file in Directory.EnumerateFiles(_folder, "*.json"))
                _known[Path.GetFileNameWithoutExtension(file)] = new(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file), IsLeft: true);
        return _known;
    }

    private void Forget(string id)
    {
        File.Delete(PathOf(id));
        File.Delete(ClaimOf(id));
        _known!.Remove(id);
    }

    private string ClaimOf(string id) => Path.Combine(_folder, $"{id}.claim");

    private string PathOf(string id) => Path.Combine(_folder, $"{id}.json");
}
