using Taojin.Workflows.Reports;

namespace Taojin.Workflows.Marketing.Report;

/// <summary>What changes, and what could we do about it?</summary>
internal sealed class OpportunitiesSection : IReportSection
{
    public int Place => 50;

    public ReportSection Make(Mine mine)
    {
        var result = new MarketOpportunities(mine).Run();
        var first = result.Findings.Count > 0 ? result.Findings[0] : null;
        return new()
        {
            Name = "opportunities",
            Question = ("What is changing, and what could we do about it?", "什么在变化，可以做什么？"),
            Answer = first is null
                ? ("Nothing stands out beyond chance.", "没有超出偶然的变化。")
                : ($"{result.Found.Values.Sum()} findings stay beyond chance. The first: {first.Claim}", $"共有 {result.Found.Values.Sum()} 条超出偶然的发现。第一条：{first.ClaimZh}"),
            Next = first is null ? null : ($"{first.Claim} {first.Action}", $"{first.ClaimZh}{first.ActionZh}"),
            Tables =
            [
                .. result.Findings.GroupBy(finding => finding.Kind).Select(kind => new ReportTable(
                    Title(kind.Key, result.Found[kind.Key]),
                    [("what was found", "发现"), ("what to do", "做法"), ("how to check it", "如何验证")],
                    [.. kind.Select(finding => (IReadOnlyList<ReportCell>)[
                        new ReportCell((finding.Claim, finding.ClaimZh), IsText: true), new ReportCell((finding.Action, finding.ActionZh), IsText: true), new ReportCell((finding.Check, finding.CheckZh), IsText: true)])])),
            ],
            Notes = [.. result.Missing.Select(missing => new Bilingual(missing.Text, missing.TextZh))],
            Data = result,
        };
    }

    private static Bilingual Title(string kind, int count)
    {
        var (en, zh) = kind switch
        {
            "rising-item" => ("Rising items", "上升的商品"),
            "falling-item" => ("Falling items", "下降的商品"),
            "rising-category" => ("Rising categories", "上升的类目"),
            "falling-category" => ("Falling categories", "下降的类目"),
            "unmet-demand" => ("Wanted and not bought", "想要而未买"),
            "sold-out-and-wanted" => ("Sold out and wanted", "缺货而有需求"),
            "unanswered-search" => ("Searched and not found", "搜了没买"),
            "wins-against-substitutes" => ("Win against their like", "胜过同类"),
            "loses-to-substitutes" => ("Lose to their like", "输给同类"),
            "dear-and-wanted" => ("Dear and wanted", "价高而受欢迎"),
            "cheap-and-wanted" => ("Cheap and wanted", "价低而受欢迎"),
            _ => (kind, kind),
        };
        return ($"{en} ({count} found)", $"{zh}（共 {count} 条）");
    }
}
