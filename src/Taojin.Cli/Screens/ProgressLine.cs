using Spectre.Console;

namespace Taojin.Cli.Screens;

/// <summary>
/// One line that says how far a step has come, drawn again in place at most five times a second; where nobody sees it drawn and
/// <c>TAOJIN_PROGRESS=lines</c> asks for it, a line of text of its own at most twice a second, for whoever started the program.
/// </summary>
internal sealed class ProgressLine(IAnsiConsole console, Words words, string name, bool isShown) : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2), Apart = TimeSpan.FromMilliseconds(500);
    private readonly bool _isLines = !isShown && Environment.GetEnvironmentVariable("TAOJIN_PROGRESS") == "lines";
    private readonly Lock _turn = new();
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private TimeSpan _drawn;

    /// <summary>Tells how much is done; the total is 0 when nobody knows it.</summary>
    public void Report(long done, long total, string unit, double? loss = null)
    {
        var elapsed = TimeProvider.System.GetElapsedTime(_start);
        lock (_turn)
        {
            if (_isLines && (elapsed - _drawn >= Apart || done == total))
            {
                _drawn = elapsed;
                Console.Error.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} {unit} {done}/{total}{(loss is { } value ? $" loss {value:g6}" : "")}"));
            }
            if (!isShown || elapsed < Quiet || elapsed - _drawn < TimeSpan.FromMilliseconds(200))
                return;
            _drawn = elapsed;
            var rate = done / elapsed.TotalSeconds;
            var rest = total > done && rate > 0 ? $"   {words["left", "还需"]} {words.Seconds((total - done) / rate)}" : "";
            var bar = total > 0 ? Bar(done / (double)total) : "";
            console.Write(new ControlCode($"\r\u001b[K  {name}  {bar}{words.Count(done)} {unit}   {words.Count((long)rate)}/s{rest}"));
        }
    }

    /// <summary>Tells what somebody else says of how far it is.</summary>
    public void Report(string line)
    {
        lock (_turn)
        {
            if (_isLines)
                Console.Error.WriteLine(line);
            if (!isShown)
                return;
            _drawn = TimeProvider.System.GetElapsedTime(_start);
            console.Write(new ControlCode($"\r\u001b[K  {line[..Math.Min(line.Length, 90)]}"));
        }
    }

    public void Dispose()
    {
        lock (_turn)
            if (isShown && _drawn > TimeSpan.Zero)
                console.Write(new ControlCode("\r\u001b[K"));
    }

    private static string Bar(double share)
    {
        var full = (int)(Math.Clamp(share, 0, 1) * 24);
        return new string('━', full) + new string('─', 24 - full) + "  ";
    }
}
