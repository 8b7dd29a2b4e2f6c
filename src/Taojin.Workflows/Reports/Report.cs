using System.Text.Json;
using Taojin.Data;
using Taojin.Storage;
using Taojin.Workflows.Serving;

namespace Taojin.Workflows.Reports;

/// <summary>Writes one self-contained HTML page and its JSON twin into the shop's reports.</summary>
public sealed class Report(Mine mine)
{
    private const int Examples = 3, ItemsShown = 5;

    /// <summary>Writes both files.</summary>
    /// <param name="prepared">The cleaned log.</param>
    /// <param name="live">Answers the examples; null leaves them out.</param>
    /// <returns>Path of the page.</returns>
    public string Write(Prepared prepared, LiveShop? live)
    {
        var users = live is null ? [] : Recent(prepared.Log);
        var report = new MiningReport
        {
            Shop = mine.Workspace.Settings.ShopName,
            DataUntil = prepared.Log.End,
            MadeAt = mine.Now,
            Prepared = PreparedSummary.Of(prepared),
            Runs = [.. Train.Tasks.Select(task => Train.Last(mine, task)).OfType<Training.TrainingRun>()],
            Examples = [.. users.Where(_ => live!.HasRecommender).Select(user => live!.Recommend(new(user, ItemsShown, LogShown: false)))],
            Predictions = [.. users.Where(_ => live!.HasPurchaseModel).Select(user => live!.Predict(new(user, Count: ItemsShown)))],
        };
        var folder = Directory.CreateDirectory(Path.Combine(mine.Workspace.Folder, "reports")).FullName;
        var page = Path.Combine(folder, "report.html");
        DurableFile.Write(page, new ReportPage(report).ToHtml());
        DurableFile.Write(Path.Combine(folder, "report.json"), JsonSerializer.Serialize(report, Snake.Json));
        return page;
    }

    /// <summary>The last users in the log with something to go by.</summary>
    private static IEnumerable<string> Recent(ShopLog log)
    {
        var counts = new int[log.Users.Count];
        foreach (var user in log.User)
            counts[user]++;
        return log.User.Reverse().Where(user => counts[user] >= 5).Distinct().Take(Examples).Select(log.Users.IdAt);
    }
}
