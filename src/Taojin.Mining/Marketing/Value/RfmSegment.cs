namespace Taojin.Mining.Marketing.Value;

/// <summary>A segment of customers with its name in both languages and what to do with it.</summary>
/// <param name="Code">In kebab-case, such as <c>champions</c>.</param>
/// <param name="Name">Before people, in English.</param>
/// <param name="NameZh">The same in Chinese.</param>
public sealed record RfmSegment(string Code, string Name, string NameZh)
{
    /// <summary>What to do, in English.</summary>
    public required string Action { get; init; }

    /// <summary>What to do, in Chinese.</summary>
    public required string ActionZh { get; init; }

    /// <summary>All segments by code, the most valuable first.</summary>
    public static IReadOnlyList<RfmSegment> All { get; } =
    [
        Of("champions", "Champions", "核心客户", "Show new goods first and ask for reviews; no discount is needed.", "优先展示新品、邀请评价；无需折扣。"),
        Of("loyal", "Loyal", "忠诚客户", "Offer what goes with their usual purchases.", "推荐与常购商品搭配的商品。"),
        Of("promising", "Promising", "潜力客户", "Help to the second or third purchase: a reminder of what they looked at.", "促成第二、三次购买：提醒看过的商品。"),
        Of("new", "New", "新客户", "Welcome them, explain the shop, ask after the first order.", "欢迎并介绍店铺，回访首单体验。"),
        Of("cannot-lose", "Must not be lost", "重要挽留客户", "A personal message or call; test a strong offer on half of them.", "人工联系；对其中一半测试强优惠。"),
        Of("at-risk", "At risk", "流失风险客户", "Win back with a test: an offer to half, nothing to the others.", "做挽回测试：一半给优惠，一半不给。"),
        Of("drowsy", "Falling asleep", "即将沉睡客户", "Remind of what is due to be bought again.", "提醒到了回购时间的商品。"),
        Of("asleep", "Asleep", "沉睡客户", "A cheap channel now and then; spend no money on them.", "低成本渠道偶尔触达，不投入预算。"),
    ];

    /// <summary>The segment of scores from 1 to 5, where 5 is the most recent, the most often, the most money.</summary>
    public static RfmSegment Of(double recency, double frequency, double money)
    {
        var worth = (frequency + money) / 2;
        return All.First(segment => segment.Code == (recency, worth) switch
        {
            ( >= 4, >= 4) => "champions",
            ( >= 3, >= 3) => "loyal",
            ( >= 4, _) when frequency < 2 => "new",
            ( >= 3, _) => "promising",
            ( < 2, >= 4) => "cannot-lose",
            (_, >= 3) => "at-risk",
            ( >= 2, _) => "drowsy",
            _ => "asleep",
        });
    }

    private static RfmSegment Of(string code, string name, string nameZh, string action, string actionZh) => new(code, name, nameZh) { Action = action, ActionZh = actionZh };
}
