namespace Taojin.Storage.CrashHost;

/// <summary>Erases one person, and says each step.</summary>
internal static class Erasing
{
    public static void Run(string folder, string person, Action<string> say)
    {
        using var shop = Workspace.Open(folder, TimeProvider.System);
        say("opened");
        shop.Privacy.Erase(person, new Steps(say));
        say("erased");
    }
}
