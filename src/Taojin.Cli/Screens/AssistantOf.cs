using Taojin.Workflows;
using Taojin.Workflows.Service;
using Taojin.Workflows.Serving;

namespace Taojin.Cli.Screens;

/// <summary>The service assistant of a shop, with the language model that its settings name.</summary>
internal static class AssistantOf
{
    /// <summary>An assistant of a shop that is not open to answer; its log is replayed only when a model asks for recommendations.</summary>
    public static Assistant Shop(Mine mine)
    {
        var live = new Lazy<LiveShop>(() => LiveShop.Open(mine, new Prepare(mine).Run().Log));
        return new(mine, new() { Model = Model(mine), Recommend = (user, count) => Titles(live.Value, user, count) });
    }

    /// <summary>An assistant of an open shop: its contacts change what the shop knows at once.</summary>
    public static Assistant Shop(Mine mine, LiveShop live, bool keepsTranscript = true) =>
        new(mine, new() { Model = Model(mine), Recommend = (user, count) => Titles(live, user, count), Append = live.Observe, KeepsTranscript = keepsTranscript });

    /// <summary>The language model that the settings name, or null.</summary>
    public static Microsoft.Extensions.AI.IChatClient? Model(Mine mine) =>
        LanguageModel.Of(mine.Workspace.Settings.Assistant, Environment.GetEnvironmentVariable(LanguageModel.KeyVariable));

    private static string[] Titles(LiveShop live, string user, int count) => [.. live.Recommend(new(user, count, LogShown: false)).Items.Select(item => item.Title)];
}
