namespace Taojin.Storage.Models;

/// <summary>A point of a learning curve: what was minimised after a step of the fit.</summary>
/// <param name="Step">The step: an epoch, a tree, a sweep.</param>
/// <param name="Loss">The loss, on the scale of the algorithm.</param>
public sealed record LearningPoint(int Step, double Loss);
