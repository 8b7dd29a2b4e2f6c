using Taojin.Data;
using Taojin.Storage;

namespace Taojin.Workflows.Doctor.Shop;

/// <summary>A key that is spelled wrong would be a setting that is not set.</summary>
internal sealed class SettingsReadable : ICheck
{
    public Check? Look(DoctorScene scene)
    {
        if (!File.Exists(scene.PathOf("taojin.toml")))
            return null;
        try
        {
            _ = Workspace.SettingsOf(scene.Folder);
            return new("settings", IsGood: true, "taojin.toml is right", "taojin.toml 有效");
        }
        catch (TaojinException fault)
        {
            return Check.Of("settings", fault);
        }
    }
}
