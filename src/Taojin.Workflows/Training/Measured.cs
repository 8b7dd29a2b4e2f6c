using Taojin.Mining.Evaluation;

namespace Taojin.Workflows.Training;

/// <summary>Takes the time and the processor seconds of a piece of work.</summary>
internal sealed class Measured
{
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private readonly TimeSpan _cpu = Environment.CpuUsage.TotalTime;

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

    public CostMeasure Cost(long modelBytes, double microseconds) => new(Seconds, CpuSeconds, modelBytes, microseconds);
}
