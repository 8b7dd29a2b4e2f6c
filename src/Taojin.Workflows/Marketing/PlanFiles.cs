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
    private static string Offers(PlanRequest request, PlanDecisions decisions)
    {
        var text = new StringBuilder("user_id,offer,channel,expected_profit,reason,reason_zh\n");
        foreach (var (user, offer) in Planned(decisions).Where(each => !decisions.Holdout.IsHeldOut[each.User]))
        {
            var facts = decisions.People.Facts.Values[user];
            var profit = decisions.Choices.Profit[(user * decisions.Arms.Length) + offer];
            var (last, count) = (float.IsNaN(facts[0]) ? "" : facts[0].ToString("0", CultureInfo.InvariantCulture), (int)facts[1]);
            text.AppendJoin(',',
                SheetCell.Of(decisions.People.Ids[user]), SheetCell.Of(request.Offers[offer].Arm), SheetCell.Of(request.Offers[offer].Channel), profit.ToString("0.00", CultureInfo.InvariantCulture),
                SheetCell.Of(last.Length == 0 ? "has not bought yet; reacted to such offers in the experiment" : $"bought {count} times, last {last} days ago; such users reacted in the experiment"),
                SheetCell.Of(last.Length == 0 ? "尚未购买；同类用户在实验中有反应" : $"购买 {count} 次，最近一次在 {last} 天前；同类用户在实验中有反应")).Append('\n');
        }
        return text.ToString();
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
