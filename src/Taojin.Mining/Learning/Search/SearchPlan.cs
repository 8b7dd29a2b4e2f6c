namespace Taojin.Mining.Learning.Search;

/// <summary>What a search does next, as a function of what was done: a search that was interrupted goes on as if it had not been.</summary>
/// <remarks>
/// Successive halving (Jamieson &amp; Talwalkar 2016, arXiv:1502.07943) in groups: as many trials as there are places on the first rung, the best
/// of them on the next, until one is judged on all rows. Trial 0 is the defaults, on all rows, so that a search never ends below them.
/// Trials are drawn at random at first and then by TPE over all that was judged so far. The same seed and results propose the same trials.
/// </remarks>
public sealed class SearchPlan(SearchSpace space, SearchOptions options, FitContext context)
{
    private readonly SearchOptions _options = options.Validated();

    private const int WithoutHalving = 4;

    /// <summary>Trials of a group, which do not learn from one another and may be judged side by side: as many as halve down to one, or four without halving.</summary>
    public int GroupSize => Rungs == 1 ? WithoutHalving : (int)Math.Pow(_options.Halving, Rungs - 1);

    private int Rungs => _options.Halving == 1 ? 1 : _options.Rungs;

    /// <summary>The next thing to judge, or null when all trials are done.</summary>
    /// <param name="done">What was judged, in any order.</param>
    public SearchStep? Next(IReadOnlyCollection<SearchResult> done) => SideBySide(done).FirstOrDefault();

    /// <summary>All that may be judged now side by side, in the order in which one process would; empty when all trials are done.</summary>
    /// <param name="done">What was judged, in any order.</param>
    public IEnumerable<SearchStep> SideBySide(IReadOnlyCollection<SearchResult> done)
    {
        var known = done.ToDictionary(result => (result.Trial, result.Rung));
        if (!known.ContainsKey((0, Rungs - 1)))
            yield return new(0, Rungs - 1, 1, []);
        for (var first = 1; first < _options.Trials; first += GroupSize)
        {
            var group = Enumerable.Range(first, Math.Min(GroupSize, _options.Trials - first)).ToList();
            for (var rung = 0; rung < Rungs; rung++)
            {
                var isWhole = true;
                foreach (var trial in group.Where(trial => !known.ContainsKey((trial, rung))))
                {
                    isWhole = false;
                    yield return new(trial, rung, ShareOf(rung), PointOf(trial, first, done));
                }
                if (!isWhole)
                    yield break;
                group = [.. group.OrderByDescending(trial => Goodness(known[(trial, rung)])).ThenBy(trial => trial).Take(Math.Max(1, group.Count / _options.Halving))];
            }
        }
    }

    /// <summary>The best of those judged on all rows, or null; equal ones: the earlier.</summary>
    public SearchResult? Best(IEnumerable<SearchResult> done) =>
        done.Where(result => result.Rung == Rungs - 1 && double.IsFinite(result.Value)).OrderByDescending(result => result.Value).ThenBy(result => result.Trial).FirstOrDefault();

    private static double Goodness(SearchResult result) => double.IsFinite(result.Value) ? result.Value : double.NegativeInfinity;

    private double ShareOf(int rung) => Math.Pow(_options.Halving, rung - (Rungs - 1));

    /// <summary>A trial's point: as it was judged on a lower rung, or a new one by the results of the groups before.</summary>
    private double[] PointOf(int trial, int firstOfGroup, IReadOnlyCollection<SearchResult> done)
    {
        if (done.FirstOrDefault(result => result.Trial == trial) is { } before)
            return [.. before.Point];
        var chance = context.Random("tune/trial", trial);
        var past = done.Where(result => result.Trial > 0 && result.Trial < firstOfGroup)
            .OrderBy(result => (result.Trial - 1) / GroupSize).ThenBy(result => result.Rung).ThenBy(result => result.Trial).ToArray(); // in whatever order they were judged
        return _options.Method == SearchMethod.Random || trial <= _options.AtRandom || past.Length == 0
            ? [.. space.Dimensions.Select(_ => chance.NextDouble())]
            : ParzenProposal.Draw(space, past, chance);
    }
}

/// <summary>Something to judge.</summary>
/// <param name="Trial">Number of the trial; 0 is the defaults.</param>
/// <param name="Rung">Rung of the halving, from 0.</param>
/// <param name="Share">Share of the training rows, in (0, 1].</param>
/// <param name="Point">The options as a point of the space; empty for the defaults.</param>
public sealed record SearchStep(int Trial, int Rung, double Share, IReadOnlyList<double> Point);

/// <summary>What came of it.</summary>
/// <param name="Trial">Number of the trial.</param>
/// <param name="Rung">Rung of the halving.</param>
/// <param name="Point">The options as a point of the space.</param>
/// <param name="Value">What it reached on validation, more is better; NaN when it failed.</param>
public sealed record SearchResult(int Trial, int Rung, IReadOnlyList<double> Point, double Value);
