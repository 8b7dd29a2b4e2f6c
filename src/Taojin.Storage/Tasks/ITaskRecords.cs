namespace Taojin.Storage.Tasks;

/// <summary>What became of long work, over restarts and, in a shared store, for all its servers. The last hundred are kept.</summary>
/// <remarks>Safe for several threads.</remarks>
public interface ITaskRecords
{
    /// <summary>Writes down how a task stands, durably.</summary>
    /// <param name="id">Its id; later ones come after earlier ones by their letters.</param>
    /// <param name="body">What there is to say of it, JSON.</param>
    void Put(string id, string body);

    /// <summary>Writes down a new task that one server of all may start, unless one has.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="body">What there is to say of it, JSON.</param>
    /// <param name="claim">What names this one run to every server, such as the run that it follows on.</param>
    /// <returns>False when a task with this claim is there: somebody else starts it.</returns>
    bool TryPut(string id, string body, string claim);

    /// <summary>All tasks, the newest first.</summary>
    IReadOnlyList<TaskRecord> All();
}

/// <summary>How a task stands.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Body">What was said of it last.</param>
/// <param name="IsLeft">Whether the server that worked on it is gone: if it was under way, it is no more.</param>
public sealed record TaskRecord(string Id, string Body, bool IsLeft);
