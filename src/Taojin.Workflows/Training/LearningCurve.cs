using Taojin.Mining.Learning;
using Taojin.Storage.Models;

namespace Taojin.Workflows.Training;

/// <summary>Notes what one fit says of its loss, for the card of the model, and hands on all it says. Safe for several threads.</summary>
internal sealed class LearningCurve(IProgress<FitProgress>? next) : IProgress<FitProgress>
{
    private const int Most = 200;
    private readonly List<LearningPoint> _points = [];

    /// <summary>The course of the loss, two hundred points at most, the last among them; null for a fit that told none.</summary>
    public IReadOnlyList<LearningPoint>? Points
    {
        get
        {
            lock (_points)
                return _points.Count == 0 ? null
                    : _points.Count <= Most ? [.. _points]
                    : [.. Enumerable.Range(1, Most).Select(place => _points[(int)((long)place * _points.Count / Most) - 1])];
        }
    }

    public void Report(FitProgress value)
    {
        if (value.Loss is { } loss && double.IsFinite(loss))
            lock (_points)
                _points.Add(new(value.Step, loss));
        next?.Report(value);
    }
}
