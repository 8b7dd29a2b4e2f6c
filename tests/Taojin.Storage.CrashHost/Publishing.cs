namespace Taojin.Storage.CrashHost;

/// <summary>Saves and publishes one version after another, and says so.</summary>
internal static class Publishing
{
    private const int Versions = 6;

    public static void Run(string folder, Action<string> say)
    {
        using var shop = Workspace.Open(folder, TimeProvider.System);
        var models = shop.Models;
        say("opened");
        for (var made = 0; made < Versions; made++)
        {
            var number = (models.Latest(KnownModel.Card.Task, KnownModel.Card.Algorithm)?.Number ?? 0) + 1;
            var version = models.Save(KnownModel.Card, writer => KnownModel.Write(writer, number, say));
            say($"saved {version.Number}");
            models.Publish(KnownModel.Alias, version, null);
            say($"published {version.Number}");
        }
    }
}
