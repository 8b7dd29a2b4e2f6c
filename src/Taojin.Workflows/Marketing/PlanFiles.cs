using System.Globalization;
using System.Text;
using System.Text.Json;
using Taojin.Mining.Marketing.Budget;
using Taojin.Storage;

namespace Taojin.Workflows.Marketing;

/// <summary>All that a plan decided, user by user.</summary>
internal sealed record PlanDecisions(PlanPeople People, int[] Arms, OfferChoices Choices, Allocation Allocation, Holdout Holdout);

/// <summary>The folder of a plan: a list for a mail tool, the same for the log, and the plan itself.</summary>
internal sealed class PlanFiles(Mine mine)
{
    public const string HeldOut = "holdout";

    public static bool IsHoldout(string? arm) => arm == HeldOut;

    public static string FolderOf(Mine mine, string planId) => Path.Combine(mine.Workspace.Folder, "plans", planId);

    /// <summary>Writes the folder; the plan comes last, so that a folder with a plan is whole.</summary>
    public MarketingPlan Write(MarketingPlan plan, PlanRequest request, PlanDecisions decisions)
    {
        var folder = FolderOf(mine, plan.PlanId);
        Directory.CreateDirectory(folder);
        plan = plan with { Folder = folder };
        DurableFile.Write(Path.Combine(folder, "offers.csv"), Offers(request, decisions));
        var exposures = Path.Combine(folder, "exposures.csv");
        DurableFile.Write(exposures, Exposures(plan, request, decisions));
        if (request.IsRecorded)
            mine.Workspace.Log.Import(new("csv", exposures) { Table = "exposures" });
        DurableFile.Write(Path.Combine(folder, "plan.json"), JsonSerializer.Serialize(plan, Snake.Json));
        return plan;
    }

    /// <summary>Who gets what, and why: users who are held out do not stand in it.</summary>
    private static string Offers(PlanRequest request, PlanDecisions decisions) => SpreadsheetCsv.Of(
        ["user_id", "offer", "channel", "expected_profit", "reason", "reason_zh"],
        Planned(decisions).Where(each => !decisions.Holdout.IsHeldOut[each.User]).Select(each => Row(request, decisions, each.User, each.Offer)));

    private static object?[] Row(PlanRequest request, PlanDecisions decisions, int user, int offer)
    {
        var (facts, profit) = (decisions.People.Facts.Values[user].ToArray(), decisions.Choices.Profit[(user * decisions.Arms.Length) + offer]);
        var (last, count) = (facts[0].ToString("0", CultureInfo.InvariantCulture), (int)facts[1]);
        return
        [
            decisions.People.Ids[user], request.Offers[offer].Arm, request.Offers[offer].Channel, Math.Round(profit, 2),
            float.IsNaN(facts[0]) ? "has not bought yet; reacted to such offers in the experiment" : $"bought {count} times, last {last} days ago; such users reacted in the experiment",
            float.IsNaN(facts[0]) ? "尚未购买；同类用户在实验中有反应" : $"购买 {count} 次，最近一次在 {last} 天前；同类用户在实验中有反应",
        ];
    }

    /// <summary>The contacts as the log takes them: held-out users are their control, so that the plan is an experiment itself.</summary>
    private static string Exposures(MarketingPlan plan, PlanRequest request, PlanDecisions decisions)
    {
        var text = new StringBuilder("user_id,campaign_id,arm,channel,cost,propensity,time\n");
        foreach (var (user, offer) in Planned(decisions))
        {
            var (isHeldOut, planned) = (decisions.Holdout.IsHeldOut[user], request.Offers[offer]);
            text.Append(CultureInfo.InvariantCulture, $"{Quoted(decisions.People.Ids[user])},{plan.PlanId},{(isHeldOut ? HeldOut : Quoted(planned.Arm))},{(isHeldOut ? "" : Quoted(planned.Channel))},{(isHeldOut ? 0 : planned.Cost)},{(isHeldOut ? request.HoldoutShare : 1 - request.HoldoutShare)},{plan.Made}\n");
        }
        return text.ToString();
    }

    private static IEnumerable<(int User, int Offer)> Planned(PlanDecisions decisions) => decisions.Allocation.Offer.Index().Where(each => each.Item >= 0).Select(each => (each.Index, each.Item));

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
