using Taojin.Data;
using Taojin.Mining.Evaluation.Online;
using Taojin.Mining.Recommendation;
using Taojin.Storage.Database;

namespace Taojin.Storage;

/// <summary>What came of the lists that were shown.</summary>
public sealed class OnlineLog
{
    private readonly LogDatabase _database;

    internal OnlineLog(LogDatabase database) => _database = database;

    /// <summary>What each user did with the lists of each placement and arm.</summary>
    /// <param name="since">Lists shown before are left out.</param>
    /// <param name="until">Lists shown from then on are left out, what came of earlier ones is not; all are taken when null.</param>
    public IReadOnlyList<OnlineRow> Outcomes(Instant since, Instant? until = null)
    {
        using var snapshot = _database.Duplicate();
        using var command = snapshot.Command("online_outcomes", ("since", since.Microseconds), ("until", (until ?? Instant.Latest).Microseconds));
        using var reader = command.ExecuteReader();
        var rows = new List<OnlineRow>();
        while (reader.Read())
            rows.Add(new(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), new(reader.GetDouble(2), reader.GetDouble(3), reader.GetDouble(4), reader.GetDouble(5))));
        return rows;
    }

    /// <summary>All lists that were shown, in order of time, and what was taken from them; indexes are those of the log.</summary>
    /// <param name="allows">Says whose lists are taken, by the user's index.</param>
    /// <returns>Null when none was.</returns>
    public ShownLists? Lists(Func<int, bool> allows)
    {
        using var snapshot = _database.Duplicate();
        using var command = snapshot.Command("online_lists");
        using var reader = command.ExecuteReader();
        var (starts, users, times) = (new List<int>(), new List<int>(), new List<Instant>());
        var (items, positions, taken, last) = (new List<int>(), new List<int>(), new List<Instant>(), (string?)null);
        while (reader.Read())
        {
            if (!allows(reader.GetInt32(1)))
                continue;
            if (reader.GetString(0) is var list && list != last)
            {
                starts.Add(items.Count);
                users.Add(reader.GetInt32(1));
                times.Add(new(reader.GetInt64(4)));
                last = list;
            }
            items.Add(reader.GetInt32(2));
            positions.Add(reader.GetInt32(3));
            taken.Add(reader.IsDBNull(5) ? Instant.Latest : new(reader.GetInt64(5)));
        }
        return items.Count == 0 ? null : new([.. starts, items.Count], [.. users], [.. times], [.. items], [.. positions], [.. taken]);
    }

    /// <summary>Places of shown lists beside which a placement made a shadow, and whose probability is known, in the order of the log.</summary>
    /// <param name="placement">The placement that made the shadows.</param>
    /// <param name="since">Lists made before are left out.</param>
    public IReadOnlyList<ShadowPlace> Places(string placement, Instant since)
    {
        using var snapshot = _database.Duplicate();
        using var command = snapshot.Command("off_policy_decisions", ("placement", placement), ("since", since.Microseconds));
        using var reader = command.ExecuteReader();
        var rows = new List<ShadowPlace>();
        while (reader.Read())
            rows.Add(new(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetDouble(2), reader.GetBoolean(3)));
        return rows;
    }

    /// <summary>How many items that their users touched afterwards shown lists and their shadows held.</summary>
    /// <param name="since">Lists made before are left out.</param>
    /// <param name="horizon">How long after a list a touch counts.</param>
    public IReadOnlyList<ShadowOutcome> Shadows(Instant since, TimeSpan horizon)
    {
        using var snapshot = _database.Duplicate();
        using var command = snapshot.Command("online_shadows", ("since", since.Microseconds), ("horizon", (long)horizon.TotalMicroseconds));
        using var reader = command.ExecuteReader();
        var rows = new List<ShadowOutcome>();
        while (reader.Read())
            rows.Add(new(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4)));
        return rows;
    }
}

/// <summary>A place of a shown list and of its shadow.</summary>
/// <param name="ItemId">The item that was shown.</param>
/// <param name="Candidate">The item that the shadow held there; null when it was shorter.</param>
/// <param name="Propensity">Probability with which the shown item came there, in (0, 1].</param>
/// <param name="IsTouched">Whether the user touched it.</param>
public sealed record ShadowPlace(string ItemId, string? Candidate, double Propensity, bool IsTouched);

/// <summary>A list that was made and not shown.</summary>
/// <param name="RequestId">The list that was shown.</param>
/// <param name="UserId">To whom.</param>
/// <param name="Time">When.</param>
/// <param name="Placement">The placement that made this one.</param>
/// <param name="Items">Ids of its items, in order.</param>
public sealed record ShadowList(string RequestId, string UserId, Instant Time, string Placement, IReadOnlyList<string> Items);

/// <summary>One user of one arm.</summary>
/// <param name="Placement">Where the lists stood.</param>
/// <param name="Arm">The arm, such as <c>home-2026/control</c>; null outside of experiments.</param>
/// <param name="User">What the user did with them.</param>
public sealed record OnlineRow(string Placement, string? Arm, OnlineUser User);

/// <summary>What shadow lists would have held, beside what the shown ones held.</summary>
/// <param name="Placement">The placement that made the shadows.</param>
/// <param name="Lists">How many pairs of lists.</param>
/// <param name="Touched">Items that their users touched within the horizon, counted once a list.</param>
/// <param name="InShown">Of these, how many stood in the shown list, which has the advantage of having been seen.</param>
/// <param name="InShadow">Of these, how many stood in the shadow.</param>
public sealed record ShadowOutcome(string Placement, long Lists, long Touched, long InShown, long InShadow);
