using Taojin.Data;

namespace Taojin.Storage.Models;

/// <summary>Who answers under which name.</summary>
public sealed partial class ModelStore
{
    /// <summary>Lets a version answer everybody under an alias from now on; the change is whole or not there. A canary of it is promoted, one of another version ends.</summary>
    /// <param name="alias">The alias.</param>
    /// <param name="version">The version.</param>
    /// <param name="reason">Why, where somebody said so.</param>
    /// <param name="from">From when servers let it answer, all at the same moment; null: each as soon as it learns of it.</param>
    public void Publish(string alias, ModelVersion version, string? reason, Instant? from = null)
    {
        _ = Open(version);
        _aliases.Change(alias, all => AliasMoves.Publish(all, new() { Version = version.ToString(), Time = Now, Reason = reason, From = from }));
    }

    /// <summary>The next moment at which servers let other versions answer; null when none comes.</summary>
    /// <param name="after">Moments up to here are past.</param>
    /// <param name="within">Moments further off do not count.</param>
    public Instant? NextSwitch(Instant after, TimeSpan within) =>
        Publications().Values.SelectMany(all => all).Where(each => each.IsFull && each.From > after && each.From <= after + within).Min(each => each.From);

    /// <summary>Lets a version answer a share of the users under an alias: a canary. For one that runs already, changes the share.</summary>
    /// <param name="alias">The alias; a version must answer under it.</param>
    /// <param name="version">The version.</param>
    /// <param name="share">Share of the users, in (0, 1).</param>
    /// <param name="reason">Why, where somebody said so.</param>
    /// <exception cref="TaojinException">canary.no-stable, canary.answers, canary.running, canary.share; or the version is missing or damaged.</exception>
    public void TryOut(string alias, ModelVersion version, double share, string? reason)
    {
        if (share is not (> 0 and < 1))
            throw new TaojinException("canary.share", $"{share} is no share of the users.", "Give one between 0 and 1, such as 10%.");
        _ = Open(version);
        _aliases.Change(alias, all => AliasMoves.TryOut(all, alias, new() { Version = version.ToString(), Time = Now, Reason = reason, Share = share }));
    }

    /// <summary>Lets the canary of an alias answer everybody.</summary>
    /// <returns>The version that answers now.</returns>
    /// <exception cref="TaojinException">canary.none; or the version is missing or damaged.</exception>
    public ModelVersion Promote(string alias)
    {
        if (Canary(alias) is { } canary)
            _ = Open(canary.Named());
        _aliases.Change(alias, all => AliasMoves.Promote(all, Now));
        return Current(alias)!;
    }

    /// <summary>Takes a canary back, or where none runs the last publish of an alias.</summary>
    /// <param name="alias">The alias.</param>
    /// <param name="why">Why; a person's wish when null.</param>
    /// <returns>The version that answers everybody now.</returns>
    /// <exception cref="TaojinException">model.no-earlier; or the version before is damaged.</exception>
    public ModelVersion Rollback(string alias, Withdrawal? why = null)
    {
        var ended = Canary(alias) ?? Publications(alias).Answering();
        if (ended?.IsFull != false)
            _ = Open(Before(alias));
        if (ended is not null)
            TakeBack(alias, ended.Named(), why ?? new(Now, Withdrawal.Person, "A person took it back.", "由人工撤回。"));
        return Current(alias)!;
    }

    /// <summary>Takes one version back if it still answers or is tried out under an alias, and nothing otherwise: somebody was faster.</summary>
    /// <returns>Whether it was taken back.</returns>
    public bool TakeBack(string alias, ModelVersion version, Withdrawal why)
    {
        var isTaken = false;
        _aliases.Change(alias, all =>
        {
            var ended = all.LastOrDefault(each => each.Version == version.ToString() && (each.IsCanary || ReferenceEquals(each, all.Answering())));
            isTaken = ended is not null && (ended.IsCanary || all.Count(each => each.IsFull) > 1);
            return isTaken ? AliasMoves.End(all, ended!, why) : all;
        });
        return isTaken;
    }

    /// <summary>The version that answers under an alias, or null.</summary>
    public ModelVersion? Current(string alias) => Publications(alias).Answering()?.Named();

    /// <summary>The version that is tried out under an alias, or null.</summary>
    public Publication? Canary(string alias) => Publications(alias).Canary();

    /// <summary>The versions that answered everybody under an alias and were not taken back, the one that answers now first.</summary>
    /// <param name="alias">The alias.</param>
    /// <param name="moment">Leaves out those that servers let answer later than this, within the hour; null for none.</param>
    public IReadOnlyList<ModelVersion> History(string alias, Instant? moment = null) =>
        [.. Publications(alias).Reverse().Where(each => each.IsFull && !(each.From > moment && each.From <= moment + TimeSpan.FromHours(1))).Select(each => each.Named())];

    /// <summary>All that was ever published under an alias, in order of time.</summary>
    public IReadOnlyList<Publication> Publications(string alias) => _aliases.Read().GetValueOrDefault(alias) ?? [];

    /// <summary>All that was ever published, in order of time, by alias.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Publication>> Publications() => _aliases.Read();

    /// <summary>Takes over what was published elsewhere: who answers, who is tried out, what was taken back and why.</summary>
    internal void Remember(IReadOnlyDictionary<string, IReadOnlyList<Publication>> published)
    {
        foreach (var (alias, all) in published)
            _aliases.Change(alias, _ => all);
    }

    /// <summary>All aliases with the version that answers.</summary>
    public IReadOnlyDictionary<string, ModelVersion> Aliases() =>
        _aliases.Read().Where(each => each.Value.Answering() is not null).ToDictionary(each => each.Key, each => each.Value.Answering()!.Named(), StringComparer.Ordinal);

    private Instant Now => Instant.Of(_clock.GetUtcNow());

    private ModelVersion Before(string alias) => History(alias) is [_, var before, ..]
        ? before
        : throw new TaojinException("model.no-earlier", $"Nothing answered under '{alias}' before.", "Publish another version: ./taojin publish");
}
