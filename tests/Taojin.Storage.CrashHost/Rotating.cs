namespace Taojin.Storage.CrashHost;

/// <summary>Rotates the key of pseudonyms, and says each step.</summary>
internal static class Rotating
{
    public static void Run(string folder, Action<string> say)
    {
        using var shop = Workspace.Open(folder, TimeProvider.System);
        say("opened");
        shop.Rotation.Run(new Steps(say));
        say("rotated");
    }
}
