using Taojin.Storage.Models;

namespace Taojin.Storage.CrashHost;

/// <summary>Tries versions out, promotes them and takes them back, one after another, and says so.</summary>
internal static class Promoting
{
    private const int Turns = 8;

    public static void Run(string folder, Action<string> say)
    {
        using var shop = Workspace.Open(folder, TimeProvider.System);
        var models = shop.Models;
        say("opened");
        for (var turn = 0; turn < Turns; turn++)
        {
            Turn(models, say);
            say("turned");
        }
    }

    private static void Turn(ModelStore models, Action<string> say)
    {
        var versions = models.Versions();
        var stable = models.Current(KnownModel.Alias)!;
        var other = versions.First(version => version != stable);
        if (models.Canary(KnownModel.Alias) is null)
            models.TryOut(KnownModel.Alias, other, 0.1, "杀进程测试");
        say($"tried {models.Canary(KnownModel.Alias)!.Version}");
        say($"current {models.Promote(KnownModel.Alias)}");
        models.TryOut(KnownModel.Alias, stable, 0.2, null);
        say("tried again");
        models.TakeBack(KnownModel.Alias, stable, new(default, "errors", "It fails.", "它出错了。"));
        say("ended");
        say($"current {models.Rollback(KnownModel.Alias)}");
    }
}
