using Spectre.Console;

namespace Taojin.Cli.Screens;

/// <summary>One line that says how far a step has come, drawn again in place at most five times a second.</summary>
internal sealed class ProgressLine(IAnsiConsole console, Words words, string name, bool isShown) : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private readonly Lock _turn = new();
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private TimeSpan _drawn;

    /// <summary>Whether each report is a line of its own, for a server that reads them.</summary>
    public bool IsInLines { get; init; }

    /// <summary>Tells how much is done; the total is 0 when nobody knows it.</summary>
    public void Report(long done, long total, string unit)
    {
        var elapsed = TimeProvider.System.GetElapsedTime(_start);
        lock (_turn)
        {
            if (IsInLines && (_drawn == TimeSpan.Zero || elapsed - _drawn >= TimeSpan.FromMilliseconds(500)))
            {
                _drawn = elapsed;
                console.WriteLine(total > 0 ? $"{name} {done}/{total} {unit}" : $"{name} {done} {unit}");
            }
            if (IsInLines || !isShown || elapsed < Quiet || elapsed - _drawn < TimeSpan.FromMilliseconds(200))
                return;
            _drawn = elapsed;
            var rate = done / elapsed.TotalSeconds;
            var rest = total > done && rate > 0 ? $"   {words["left", "还需"]} {words.Seconds((total - done) / rate)}" : "";
            var bar = total > 0 ? Bar(done / (double)total) : "";
            console.Write(new ControlCode($"\r\u001b[K  {name}  {bar}{words.Count(done)} {unit}   {words.Count((long)rate)}/s{rest}"));
        }
    }

    public void Dispose()
    {
        lock (_turn)
            if (!IsInLines && _drawn > TimeSpan.Zero)
                console.Write(new ControlCode("\r\u001b[K"));
    }

    private static string Bar(double share)
    {
        var full = (int)(Math.Clamp(share, 0, 1) * 24);
        return new string('━', full) + new string('─', 24 - full) + "  ";
    }
}
