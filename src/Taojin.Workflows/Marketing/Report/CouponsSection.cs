using Taojin.Workflows.Reports;

namespace Taojin.Workflows.Marketing.Report;

/// <summary>Who answered our campaigns?</summary>
internal sealed class CouponsSection : IReportSection
{
    public int Place => 40;

    public ReportSection? Make(Mine mine)
    {
        var campaigns = new CouponResponse(mine).Run();
        if (campaigns.Count == 0)
            return null;
        var best = campaigns.MaxBy(each => each.Low)!;
        var (redeemers, reached) = (campaigns.Sum(each => each.Redeemers), campaigns.Sum(each => each.Reached));
        var (low, high) = Numerics.Proportion.Interval(redeemers, reached);
        var judged = campaigns.Where(each => !double.IsNaN(each.Difference)).ToArray();
        return new()
        {
            Name = "coupons",
            Question = ("Who answered our campaigns?", "谁响应了我们的活动？"),
            Answer = (
                $"Of {Figures.Count(reached)} times that a customer was reached by one of {campaigns.Count} campaigns, {Figures.Percent((double)redeemers / reached)} ({Figures.Interval(low, high, Figures.Percent)}) used a coupon; most in campaign {Name(best)}: {Figures.Percent(best.Share)} ({Figures.Interval(best.Low, best.High, Figures.Percent)}).",
                $"{campaigns.Count} 个活动共触达 {Figures.Count(reached)} 人次，{Figures.Percent((double)redeemers / reached)}（{Figures.Interval(low, high, Figures.Percent)}）用了券；最高的是活动 {Name(best)}：{Figures.Percent(best.Share)}（{Figures.Interval(best.Low, best.High, Figures.Percent)}）。"),
            Next = ("Keep a random tenth of the next campaign's list without the coupon: then its effect, and not only its use, is known.", "下一次活动随机留出名单的十分之一不发券：这样才知道效果，而不只是用券率。"),
            Pictures = [new(new Bars(("Of the reached, used a coupon", "触达客户的用券率"), [.. campaigns.OrderByDescending(each => each.Share).Take(14).Select(each => new Bar(Name(each), each.Share, each == best ? Palette.Ours : Palette.Category(0), each.Low, each.High, Figures.Percent(each.Share)))]).ToSvg(), ("Whiskers are 95 % intervals.", "细线为 95% 区间。"))],
            Tables =
            [
                new(
                    ("Campaigns", "活动"),
                    [("campaign", "活动"), ("from", "开始"), ("to", "结束"), ("reached", "触达"), ("used a coupon", "用券"), ("share", "占比"), ("95 %", "95%"), ("spent in as long a span before", "此前同长时段消费"), ("spent during", "活动期消费"), ("difference to others", "与其他客户之差"), ("95 %", "95%")],
                    [.. campaigns.Select(each => (IReadOnlyList<ReportCell>)[
                        Name(each), Figures.Day(each.Starts), Figures.Day(each.Ends), Figures.Count(each.Reached), Figures.Count(each.Redeemers), Figures.Percent(each.Share), Figures.Interval(each.Low, each.High, Figures.Percent),
                        Figures.Money(each.SpentBefore), Figures.Money(each.SpentDuring), Figures.Money(each.Difference), Figures.Interval(each.DifferenceLow, each.DifferenceHigh, Figures.Money)])]),
            ],
            Notes = [(
                $"The difference is the change of the reached less the change of all other buyers over the same two spans, a person ({judged.Count(each => each.DifferenceLow > 0)} of {judged.Length} campaigns above zero beyond chance). It is an observation, not an effect: who was reached was chosen, and the chosen may have been about to spend more anyway.",
                $"“之差”为触达客户的人均变化减去同期其他买家的人均变化（{judged.Length} 个活动中 {judged.Count(each => each.DifferenceLow > 0)} 个显著大于零）。这是观察值，不是效果：触达对象是挑选过的，可能本来就会多买。")],
            Data = campaigns,
        };
    }

    private static string Name(CampaignResponse campaign) => campaign.Title is { } title ? $"{campaign.CampaignId} ({title})" : campaign.CampaignId;
}
