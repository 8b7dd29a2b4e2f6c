using Taojin.Cli.Screens;
using Taojin.Storage;
using Taojin.Storage.Service;
using Taojin.Testing;
using Taojin.Testing.Around;
using Taojin.Testing.Service;
using Taojin.Workflows;
using Taojin.Workflows.Service;
using Taojin.Workflows.Serving;

namespace Taojin.Cli.Demo;

/// <summary>What the built-in shop has beside its events: texts and messages, models of after-sales, and visitors whose lists are an experiment.</summary>
internal sealed class DemoAround(Mine mine, Words words)
{
    private const int Visitors = 600, Shown = 8;
    private static readonly string[] Tasks = ["return-risk", "sentiment", "intent"];

    /// <summary>Takes in policies and messages, trains and publishes what after-sales asks for, and sorts the messages that nobody has read.</summary>
    public string Learn(GeneratedShop shop, CancellationToken cancellation)
    {
        Load(shop);
        var figures = new List<string>();
        foreach (var task in Tasks)
        {
            var run = Train.Run(mine, null, new() { Horizon = TimeSpan.FromDays(7) }, task, cancellation)[0];
            new Publish(mine).RunBest(task);
            if (run.Chosen is { } chosen)
                figures.Add($"{task} {chosen.Metrics[0].Name} {chosen.Metrics[0].Value:0.000}");
        }
        if (mine.Models.Current("intent@live") is not null)
            new MessageTriage(mine).Incoming(isWritten: true);
        return string.Join("   ", figures);
    }

    /// <summary>Shows lists at one place, made in two ways, and notes what the visitors do.</summary>
    public string Visit(GeneratedShop shop, LiveShop live)
    {
        var asked = Enumerable.Range(0, Math.Min(Visitors, shop.Log.Users.Count)).Select(user => live.RecommendAsync(new(shop.Log.Users.IdAt(user), Shown) { Placement = "home" }).AsTask());
        var lists = Task.WhenAll(asked).GetAwaiter().GetResult();
        var now = mine.Now;
        NewEvent[] did =
        [
            .. lists.SelectMany(list => GeneratedVisits.Of(shop, list.UserId, [.. list.Items.Select(item => item.ItemId)]).Select(each =>
                new NewEvent { UserId = list.UserId, ItemId = each.ItemId, Kind = each.Kind, Time = now, Price = each.Price, Quantity = 1, RequestId = list.RequestId })),
        ];
        live.Observe(did);
        return words[$"{words.Count(lists.Length)} lists shown   {words.Count(did.Length)} answers", $"展示 {words.Count(lists.Length)} 个列表   {words.Count(did.Length)} 次响应"];
    }

    /// <summary>Policies count from now on, so the clock must stand right.</summary>
    private void Load(GeneratedShop shop)
    {
        var (documents, messages) = (Path.Combine(mine.Workspace.Folder, "documents.jsonl"), Path.Combine(mine.Workspace.Folder, "messages.jsonl"));
        File.WriteAllLines(documents, LanternShop.DocumentLines().Where(line => !line.Contains("\"kind\":\"fact\"", StringComparison.Ordinal)));
        File.WriteAllLines(messages, GeneratedMessages.Lines(shop));
        ServiceFile.Documents(mine.Workspace.Service, documents);
        ServiceFile.Messages(mine.Workspace.Service, messages);
    }
}
