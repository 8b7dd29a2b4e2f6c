using Taojin.Data;
using Taojin.Mining.AfterSales.Messages;
using Taojin.Mining.Text;
using Taojin.Workflows.Training;

namespace Taojin.Workflows.Service;

/// <summary>The models of reviews and messages that answer now.</summary>
internal static class PublishedTexts
{
    /// <summary>The sentiment with its version; null when none is published, or only the most common class.</summary>
    public static (TopicTextModel Model, string Version)? Sentiment(Mine mine) => Open(mine, SentimentTask.Alias) is { Model: TopicTextModel model } open ? (model, open.Version) : null;

    /// <summary>The triage with the version of its model.</summary>
    /// <exception cref="TaojinException">intent.no-model.</exception>
    public static (Triage Triage, string Version) Intent(Mine mine)
    {
        if (Open(mine, IntentTask.Alias) is not { Model: LinearTextModel model } open)
            throw new TaojinException("intent.no-model", "No model of intents is published.", "Load messages with intents, then: ./taojin train --task intent, ./taojin publish intent");
        var (confidence, familiarity) = ClassThresholds.Load(open.Settings);
        return (new(model, new(confidence, familiarity), QueuesOf(mine)), open.Version);
    }

    /// <summary>The queue that people most often gave to messages of an intent.</summary>
    private static Dictionary<string, string> QueuesOf(Mine mine) => mine.Workspace.Service.LabelledMessages()
        .Where(message => message.Queue is not null and not Triage.Person)
        .GroupBy(message => message.Intent, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.CountBy(message => message.Queue!).OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal).First().Key, StringComparer.Ordinal);

    private static (object Model, string Version, System.Text.Json.Nodes.JsonObject? Settings)? Open(Mine mine, string alias)
    {
        if (mine.Models.Current(alias) is not { } version)
            return null;
        var open = mine.Models.Open(version);
        return (mine.Algorithms[open.Card.Algorithm].Load(open.Parts), version.ToString(), open.Card.Settings);
    }
}
