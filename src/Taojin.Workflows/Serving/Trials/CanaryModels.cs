using Taojin.Mining.Evaluation.Online;
using Taojin.Storage.Models;

namespace Taojin.Workflows.Serving.Trials;

/// <summary>A version that answers a share of the users under an alias, with everything that answers beside it.</summary>
/// <param name="Alias">The alias.</param>
/// <param name="Publication">The version and its share.</param>
/// <param name="Models">All models, the canary in its place.</param>
internal sealed record CanaryModels(string Alias, Publication Publication, PublishedModels Models)
{
    /// <summary>Arm of its users in the log.</summary>
    public string Arm => ArmOf(Alias);

    /// <summary>Arm of those whom the stable version answers beside it.</summary>
    public string StableArm => $"{Alias}/stable";

    public static string ArmOf(string alias) => $"{alias}/canary";

    /// <summary>Whether it answers a user: the same on every server and after every restart, and for those who are in also when the share grows.</summary>
    public bool Takes(string userId) => userId.Length > 0
        && ExperimentArm.Of([new("canary", Publication.Share ?? 0)], $"canary {Alias} {Publication.Version}", userId) == 0;
}

/// <summary>A canary that could not be read.</summary>
internal sealed record BrokenCanary(string Alias, ModelVersion Version, string Why);
