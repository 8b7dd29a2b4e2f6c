using Taojin.Mining.Recommendation;

namespace Taojin.Mining.Torch;

/// <summary>What a user touched and what came next, for every place of every history.</summary>
internal sealed class TwoTowerCases
{
    private const int UsersPerHeldOut = 10, FewestHeldOut = 20;
    private readonly HistoryItem[][] _histories;

    public TwoTowerCases(Interactions data)
    {
        _histories = [.. Enumerable.Range(0, data.Users.Count).Select(data.HistoryOf)];
        var all = _histories.SelectMany((history, user) => Enumerable.Range(1, Math.Max(0, history.Length - 1)).Select(place => (User: user, Place: place))).ToArray();
        var held = all.Where(each => each.User % UsersPerHeldOut == 0 && each.Place == _histories[each.User].Length - 1).ToArray();
        HeldOut = held.Length >= FewestHeldOut ? held : [];
        Learned = HeldOut.Length == 0 ? all : [.. all.Except(held)];
        Frequency = new double[data.Items.Count];
        foreach (var each in Learned)
            Frequency[TargetOf(each)] += 1.0 / Learned.Length;
    }

    /// <summary>User and place of the target in the user's history.</summary>
    public (int User, int Place)[] Learned { get; }

    /// <summary>Those that decide when to stop; empty when there are too few.</summary>
    public (int User, int Place)[] HeldOut { get; }

    /// <summary>Share of the learned targets, shape [items].</summary>
    public double[] Frequency { get; }

    public int TargetOf((int User, int Place) one) => _histories[one.User][one.Place].Item;

    /// <summary>The items before the target, oldest first, at most the given number.</summary>
    public ReadOnlySpan<HistoryItem> PastOf((int User, int Place) one, int length) =>
        _histories[one.User].AsSpan(Math.Max(0, one.Place - length)..one.Place);
}
