using System.Diagnostics;
using System.Globalization;
using Taojin.Data;

namespace Taojin.Server.Tasks;

/// <summary>Long work in a process of its own, with fewer threads and less memory than the machine has, so that answers go on beside it.</summary>
/// <param name="program">The program of the command line.</param>
/// <param name="arguments">What it is started with.</param>
internal sealed class ChildTask(string program, IReadOnlyList<string> arguments)
{
    private const int LinesKept = 200;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private readonly Queue<string> _lines = new();

    /// <summary>The last lines it said on stderr.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    /// <summary>What it said last; null while it said nothing.</summary>
    public string? LastLine => Lines is [.., var last] ? last : null;

    /// <summary>Runs it to its end.</summary>
    /// <param name="limits">Threads, and the memory beyond which it is ended.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="TaojinException">task.failed, task.memory.</exception>
    public async Task RunAsync((int Threads, double MemoryGb) limits, CancellationToken cancellation)
    {
        var threads = limits.Threads.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        (start.Environment["DOTNET_PROCESSOR_COUNT"], start.Environment["OMP_NUM_THREADS"], start.Environment["NO_COLOR"], start.Environment["TAOJIN_PROGRESS"]) = (threads, threads, "1", "lines");
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginErrorReadLine();
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        try
        {
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
            while (!await EndedAsync(process, cancellation))
                if (process.WorkingSet64 > limits.MemoryGb * (1L << 30))
                    throw new TaojinException("task.memory", $"The task took more than {limits.MemoryGb:0.#} GB and was ended.", "Train fewer algorithms at a time, or give it more memory.");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        if (process.ExitCode != 0)
            throw new TaojinException("task.failed", $"The task ended with {process.ExitCode}: {LastLine}", "Read its log: GET /api/v1/tasks/ID");
    }

    private static async Task<bool> EndedAsync(Process process, CancellationToken cancellation)
    {
        using var look = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        look.CancelAfter(LookEvery);
        try
        {
            await process.WaitForExitAsync(look.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            process.Refresh();
            return false;
        }
    }

    private void Note(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > LinesKept)
                _lines.Dequeue();
        }
    }
}
