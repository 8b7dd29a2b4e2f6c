using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;

namespace Taojin.Workflows.Training;

/// <summary>Takes the time, the processor seconds, the memory and the energy of a fit, and says when its budget is spent.</summary>
internal sealed class Measured
{
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private readonly TimeSpan _cpu = Environment.CpuUsage.TotalTime;
    private readonly Energy _energy = Energy.Now();

    /// <param name="budget">How long the fit may take; null for as long as it needs.</param>
    public Measured(TimeSpan? budget = null)
    {
        PeakMemory.Reset();
        Budget = budget is { } most ? new(() => TimeProvider.System.GetElapsedTime(_start) >= most) : null;
    }

    /// <summary>To be handed to the fit.</summary>
    public FitBudget? Budget { get; }

    public double Seconds => TimeProvider.System.GetElapsedTime(_start).TotalSeconds;

    public double CpuSeconds => (Environment.CpuUsage.TotalTime - _cpu).TotalSeconds;

    /// <summary>Mean microseconds of calls made one at a time, after as many to warm up.</summary>
    public static double Microseconds(int calls, Action<int> call)
    {
        for (var index = 0; index < calls; index++)
            call(index);
        var start = TimeProvider.System.GetTimestamp();
        for (var index = 0; index < calls; index++)
            call(index);
        return TimeProvider.System.GetElapsedTime(start).TotalMicroseconds / Math.Max(1, calls);
    }

    /// <summary>What it cost up to now.</summary>
    public CostMeasure Cost(long modelBytes, double microseconds) => new(Seconds, CpuSeconds, modelBytes, microseconds)
    {
        PeakBytes = PeakMemory.Bytes, Joules = Energy.Now().Since(_energy), CutByBudget = Budget?.HasCut == true,
    };
}
