using System.Collections.Concurrent;
using Taojin.Data;
using Taojin.Storage.Database;

namespace Taojin.Storage.Privacy;

/// <summary>What data of a user may be used for.</summary>
[Flags]
public enum Purposes
{
    /// <summary>Nothing beyond running the shop.</summary>
    None = 0,

    /// <summary>Lists and answers made for this user.</summary>
    Personalisation = 1,

    /// <summary>Learning from what the user did, and counting it in reports.</summary>
    Analytics = 2,

    /// <summary>Being planned for, listed and offered something.</summary>
    Marketing = 4,
}

/// <summary>What users allow, by purpose. Every answer of a user is kept with its time; the newest stands. Safe for several threads.</summary>
public sealed class Consents
{
    private readonly LogDatabase _database;
    private readonly TimeProvider _clock;
    private readonly Purposes _assumed;
    private readonly Lock _write = new();
    private readonly Lazy<ConcurrentDictionary<string, Purposes>> _said;

    internal Consents(LogDatabase database, WorkspaceSettings settings, TimeProvider clock)
    {
        (_database, _clock) = (database, clock);
        _ = TryPurposes(settings.Privacy.AssumedConsent, out _assumed);
        _said = new(Read);
        database.Store?.FollowConsents(Hear);
    }

    internal Pseudonyms Pseudonyms { get; init; } = Pseudonyms.None;

    /// <summary>What a user allows.</summary>
    public Purposes Of(string userId) => _said.Value.GetValueOrDefault(Pseudonyms.Of(userId), _assumed);

    /// <summary>Whether a user allows a purpose.</summary>
    public bool Allows(string userId, Purposes purpose) => (Of(userId) & purpose) == purpose;

    /// <summary>Whether anybody may have refused a purpose; if not, nobody needs to be looked for.</summary>
    public bool IsRefused(Purposes purpose) => !_assumed.HasFlag(purpose) || _said.Value.Any(each => !each.Value.HasFlag(purpose));

    /// <summary>How many users have said what they allow, and how many of them allow a purpose.</summary>
    public (int Said, int Allow) Shares(Purposes purpose) => (_said.Value.Count, _said.Value.Count(each => each.Value.HasFlag(purpose)));

    /// <summary>Writes down what a user allows now, durably.</summary>
    public void Set(string userId, Purposes allowed)
    {
        lock (_write)
        {
            using var write = _database.Write();
            userId = Pseudonyms.Of(userId); // a rotation may have been waited for
            write.Run("consents_add", ("user_id", userId), ("allowed", (byte)allowed), ("time", Instant.Of(_clock.GetUtcNow()).Microseconds));
            write.Commit();
            _said.Value[userId] = allowed;
        }
    }

    /// <summary>The events of a log whose users allow a purpose; the ids stay.</summary>
    public ShopLog Allowed(ShopLog log, Purposes purpose)
    {
        if (!IsRefused(purpose))
            return log;
        var isAllowed = new bool[log.Users.Count];
        for (var user = 0; user < isAllowed.Length; user++)
            isAllowed[user] = Allows(log.Users.IdAt(user), purpose);
        return log.Pick([.. Enumerable.Range(0, log.Count).Where(place => isAllowed[log.User[place]])]);
    }

    /// <summary>Says of users, by their indexes in the log, whether they allow a purpose.</summary>
    public Func<int, bool> ByIndex(Purposes purpose)
    {
        if (!IsRefused(purpose))
            return _ => true;
        using var snapshot = _database.Duplicate();
        var users = LogReading.ReadUsers(snapshot);
        var allows = new bool[users.Count];
        for (var user = 0; user < allows.Length; user++)
            allows[user] = Allows(users.IdAt(user), purpose);
        return user => user < allows.Length ? user >= 0 && allows[user] : _assumed.HasFlag(purpose); // who came since has said nothing
    }

    /// <summary>Indexes of the users who do not allow a purpose, as SQL files take them.</summary>
    internal string LeftOut(LogDatabase snapshot, Purposes purpose)
    {
        if (!IsRefused(purpose))
            return "[]";
        var users = LogReading.ReadUsers(snapshot);
        return $"[{string.Join(',', Enumerable.Range(0, users.Count).Where(user => !Allows(users.IdAt(user), purpose)))}]";
    }

    /// <summary>Reads names of purposes, parted by commas.</summary>
    public static bool TryPurposes(string text, out Purposes purposes)
    {
        purposes = Purposes.None;
        foreach (var name in ServerSettings.List(text))
        {
            if (!Enum.TryParse<Purposes>(name, ignoreCase: true, out var purpose) || purpose == Purposes.None || char.IsAsciiDigit(name[0]))
                return false;
            purposes |= purpose;
        }
        return true;
    }

    /// <summary>What users said through another server.</summary>
    private void Hear(string userId, Purposes allowed)
    {
        if (_said.IsValueCreated)
            _said.Value[Pseudonyms.Of(userId)] = allowed;
    }

    /// <summary>Has them in memory from now on.</summary>
    internal void Load() => _ = _said.Value;

    /// <summary>Calls users what they are called since a rotation.</summary>
    internal void Rename()
    {
        foreach (var (userId, allowed) in _said.Value.Where(each => Pseudonyms.IsOlder(each.Key)).ToArray())
        {
            _said.Value[Pseudonyms.Of(userId)] = allowed;
            _said.Value.TryRemove(userId, out _);
        }
    }

    internal void Forget(string userId) => _said.Value.TryRemove(userId, out _);

    private ConcurrentDictionary<string, Purposes> Read()
    {
        var said = new ConcurrentDictionary<string, Purposes>(StringComparer.Ordinal);
        using var snapshot = _database.Duplicate();
        using var command = snapshot.Command("consents_read");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            said[reader.GetString(0)] = (Purposes)reader.GetByte(1);
        return said;
    }
}
