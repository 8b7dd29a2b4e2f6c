using Taojin.Numerics;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Live;

/// <summary>
/// Kills an act of a <see cref="CrashChild"/> again and again until enough of the kills fell into it. The moment is drawn evenly from a span that
/// grows while kills fall within the act and shrinks when one came too late, so that every part of the act is hit however long it takes here.
/// </summary>
/// <param name="act">What it is called in the figures, such as <c>erase</c>.</param>
internal sealed class ActKills(string act)
{
    /// <summary>How many kills must fall within.</summary>
    public const int Wanted = 50;

    private const int Most = 5 * Wanted;
    private const double First = 200, Longer = 1.25, Shorter = 0.5; // milliseconds, and factors at which three of four fall within
    private readonly Dictionary<string, double> _spans = new(StringComparer.Ordinal);
    private SplitMix64 _chance = SplitMix64.Stream(8, act);

    /// <summary>Kills so far.</summary>
    public int Count { get; private set; }

    /// <summary>Those that came after the act had begun and before it was done.</summary>
    public int Within { get; private set; }

    /// <summary>Whether enough fell within, or it was tried often enough.</summary>
    public bool IsEnough => Within >= Wanted || Count >= Most;

    /// <summary>Starts the act and kills it.</summary>
    /// <param name="kind">Acts of one kind take equally long.</param>
    /// <param name="arguments">Act, folder and user of the child.</param>
    public void Kill(string kind, params string[] arguments)
    {
        var span = _spans.GetValueOrDefault(kind, First);
        using var process = DamagedModels.Start(Environment.ProcessPath!, ["--crash", .. arguments]);
        var complaints = process.StandardError.ReadToEndAsync();
        if (process.StandardOutput.ReadLine() != CrashChild.Beginning)
            throw new InvalidOperationException($"{act} did not begin: {complaints.Result}");
        var rest = process.StandardOutput.ReadToEndAsync();
        var ended = process.WaitForExit(TimeSpan.FromMilliseconds(_chance.NextDouble() * span));
        process.Kill();
        process.WaitForExit();
        var done = rest.Result.Contains(CrashChild.Done, StringComparison.Ordinal);
        if (ended && !done)
            throw new InvalidOperationException($"{act} failed by itself: {complaints.Result}");
        _spans[kind] = span * (done ? Shorter : Longer);
        (Count, Within) = (Count + 1, Within + (done ? 0 : 1));
    }

    /// <summary>Notes how many kills there were, and how many of them fell within.</summary>
    public void Note(BenchmarkRun run)
    {
        run.Add(new($"faults.{act}-kills", Count, "kills", "higher"));
        run.Add(new($"faults.{act}-kills-within", Within, "kills", "higher"));
    }
}
