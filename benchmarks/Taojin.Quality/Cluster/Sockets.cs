using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Taojin.Quality.Cluster;

/// <summary>What has gone through connections that this machine's kernel holds, by the program <c>ss</c>.</summary>
internal static partial class Sockets
{
    /// <summary>Bytes both ways of all connections that were accepted at some ports; NaN where it cannot be told.</summary>
    public static double BytesThrough(IReadOnlyList<int> ports)
    {
        try
        {
            using var ss = Process.Start(new ProcessStartInfo("ss", ["-tinH", "state", "established", $"( {string.Join(" or ", ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"sport = :{port}")))} )"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            var told = ss.StandardOutput.ReadToEnd();
            ss.WaitForExit();
            return Bytes().Matches(told) is { Count: > 0 } counts ? counts.Sum(count => double.Parse(count.Groups["bytes"].ValueSpan, CultureInfo.InvariantCulture)) : double.NaN;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return double.NaN; // there is no such program
        }
    }

    [GeneratedRegex("bytes_(?:sent|received):(?<bytes>[0-9]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Bytes();
}
