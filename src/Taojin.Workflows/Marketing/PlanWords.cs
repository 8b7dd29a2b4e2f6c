using System.Globalization;
using Taojin.Mining.Learning;

namespace Taojin.Workflows.Marketing;

/// <summary>What a plan rests on and how it is measured, in words.</summary>
internal static class PlanWords
{
    public static IReadOnlyList<PlanNote> Assumptions(CampaignExperiment experiment, PlanRequest request) =>
    [
        experiment.Table.Assignment == Assignment.Randomised
            ? new($"Effects are those of campaign '{experiment.CampaignId}', where chance decided who got what.", $"效应取自活动“{experiment.CampaignId}”，该活动随机决定谁收到什么。")
            : new($"Campaign '{experiment.CampaignId}' was not random: its differences are effects only if nothing beside what is known of users decided both who was reached and what they spent.",
                $"活动“{experiment.CampaignId}”并非随机分配：只有当除已知用户信息外没有其他因素同时影响触达与消费时，差异才是效应。"),
        new($"Users react now as they did from {experiment.Began.ToDateTimeOffset():yyyy-MM-dd} on.", $"用户现在的反应与 {experiment.Began.ToDateTimeOffset():yyyy-MM-dd} 起的活动期间相同。"),
        new(string.Create(CultureInfo.InvariantCulture, $"{request.Margin:P0} of a sale is profit; effects last {request.Experiment.Days} days and later sales are not brought forward."),
            string.Create(CultureInfo.InvariantCulture, $"销售额的 {request.Margin:P0} 为利润；效应持续 {request.Experiment.Days} 天，且不是提前透支之后的购买。")),
        new("Offers differ between people, prices do not: an offer is a coupon on top of the one price that everybody sees.", "不同人收到的优惠可以不同，价格不因人而异：优惠是在统一价格之上的优惠券。"),
    ];

    public static PlanNote Measurement(PlanRequest request, double smallest) => new(
        string.Create(CultureInfo.InvariantCulture, $"{request.HoldoutShare:P0} of the planned users, drawn by chance, get no offer. After {request.Experiment.Days} days their profit is compared with the others': a difference of {smallest:0.00} a user or more is seen in four of five cases. Run: ./taojin market plan --measure PLAN"),
        string.Create(CultureInfo.InvariantCulture, $"随机留出 {request.HoldoutShare:P0} 的计划用户不发优惠。{request.Experiment.Days} 天后与其余用户比较利润：人均差异达到 {smallest:0.00} 时，五次中有四次能被发现。运行：./taojin market plan --measure PLAN"));
}
