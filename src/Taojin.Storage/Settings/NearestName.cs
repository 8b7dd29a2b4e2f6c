namespace Taojin.Storage.Settings;

/// <summary>Finds what was meant by a mistyped name.</summary>
internal static class NearestName
{
    /// <summary>A known name that begins so, or else the one with the fewest letters to change, add, drop or swap; of several the first.</summary>
    public static string Of(string name, IEnumerable<string> known) =>
        known.MinBy(each => name.Length > 2 && each.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(name, each))!;

    private static int Distance(string left, string right)
    {
        var cost = new int[left.Length + 1, right.Length + 1];
        for (var row = 0; row <= left.Length; row++)
        {
            for (var column = 0; column <= right.Length; column++)
                cost[row, column] = row == 0 ? column : column == 0 ? row : Step(left, right, cost, (row, column));
        }
        return cost[left.Length, right.Length];
    }

    private static int Step(string left, string right, int[,] cost, (int Row, int Column) at)
    {
        var (row, column) = at;
        var change = cost[row - 1, column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
        var best = Math.Min(change, Math.Min(cost[row - 1, column], cost[row, column - 1]) + 1);
        var isSwap = row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1];
        return isSwap ? Math.Min(best, cost[row - 2, column - 2] + 1) : best;
    }
}
