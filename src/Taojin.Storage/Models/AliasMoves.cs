using Taojin.Data;

namespace Taojin.Storage.Models;

/// <summary>The moves of an alias: each takes what was published under it, in order of time, and gives it as it is after the move.</summary>
internal static class AliasMoves
{
    public static Publication? Answering(this IReadOnlyList<Publication> all) => all.LastOrDefault(each => each.IsFull);

    public static Publication? Canary(this IReadOnlyList<Publication> all) => all.LastOrDefault(each => each.IsCanary);

    /// <summary>Lets a version answer everybody. One that answers already stays as it is: twice in the list, a rollback would change nothing.</summary>
    public static IReadOnlyList<Publication> Publish(IReadOnlyList<Publication> all, Publication wanted)
    {
        if (all.Canary() is { } canary)
            all = canary.Version == wanted.Version
                ? Promote(all, wanted.Time, wanted.From)
                : End(all, canary, new(wanted.Time, Withdrawal.Replaced, $"{wanted.Version} was published.", $"已发布 {wanted.Version}。"));
        return all.Answering()?.Version == wanted.Version ? all : [.. all, wanted];
    }

    /// <summary>Lets a version answer a share of the users, or another share of them.</summary>
    /// <exception cref="TaojinException">canary.no-stable, canary.answers, canary.running.</exception>
    public static IReadOnlyList<Publication> TryOut(IReadOnlyList<Publication> all, string alias, Publication wanted)
    {
        if (all.Answering() is not { } stable)
            throw new TaojinException("canary.no-stable", $"Nothing answers under '{alias}' yet.", $"Publish a version first: ./taojin publish {wanted.Version}");
        if (stable.Version == wanted.Version)
            throw new TaojinException("canary.answers", $"{wanted.Version} answers everybody under '{alias}' already.", "Try out another version.");
        if (all.Canary() is not { } running)
            return [.. all, wanted];
        return running.Version == wanted.Version
            ? [.. all.Select(each => ReferenceEquals(each, running) ? running with { Share = wanted.Share, Reason = wanted.Reason ?? running.Reason } : each)]
            : throw new TaojinException("canary.running", $"{running.Version} is tried out under '{alias}' now.", $"End that first: ./taojin promote {alias}, or: ./taojin rollback {alias}");
    }

    /// <summary>Lets the canary answer everybody.</summary>
    /// <exception cref="TaojinException">canary.none.</exception>
    public static IReadOnlyList<Publication> Promote(IReadOnlyList<Publication> all, Instant now, Instant? from = null) => all.Canary() is { } canary
        ? [.. all.Where(each => !ReferenceEquals(each, canary)), .. new[] { canary with { Share = null, TriedSince = canary.Time, Time = now } }]
        : throw new TaojinException("canary.none", "No version is tried out under this alias.", "Try one out: ./taojin publish VERSION --canary 10%");

    /// <summary>Takes back a version that answers or is tried out; the one before answers again.</summary>
    public static IReadOnlyList<Publication> End(IReadOnlyList<Publication> all, Publication ended, Withdrawal why) =>
        [.. all.Select(each => ReferenceEquals(each, ended) ? each with { Ended = why } : each)];
}
