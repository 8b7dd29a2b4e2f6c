using Taojin.Data;
using Taojin.Storage.Privacy;

namespace Taojin.Workflows;

/// <summary>Names every user anew under a key of pseudonyms that was added to the others.</summary>
public sealed class RotateKey(Mine mine)
{
    /// <summary>Rotates.</summary>
    /// <param name="parts">Whether to do it though users are parted anew: arms and canaries go by the name.</param>
    /// <exception cref="TaojinException">privacy.key-none, privacy.key-no-new, privacy.key-experiment.</exception>
    public RotationReceipt Run(bool parts)
    {
        var running = mine.Workspace.Settings.Experiments.Select(experiment => experiment.Name)
            .Concat(mine.Models.Aliases().Keys.Where(alias => mine.Models.Canary(alias) is not null).Select(alias => $"the canary of {alias}")).ToList();
        if (running.Count > 0 && !parts)
        {
            throw new TaojinException(
                "privacy.key-experiment", $"Users would be parted anew while something is tried out: {string.Join(", ", running)}.", "End it first (take the experiment out of taojin.toml; promote or roll back the canary), or rotate all the same: --parts-anew");
        }
        return mine.Workspace.Rotation.Run();
    }
}
