using Taojin.Mining.AfterSales.Signals;

namespace Taojin.Cli.Screens;

/// <summary>Sorts of return reasons before people.</summary>
internal static class ReasonNames
{
    public static string Of(ReturnSort sort, Words words) => sort switch
    {
        ReturnSort.TooSmall => words["too small", "偏小"],
        ReturnSort.TooLarge => words["too large", "偏大"],
        ReturnSort.Damaged => words["damaged on the way", "运输破损"],
        ReturnSort.Faulty => words["faulty", "质量问题"],
        ReturnSort.WrongGoods => words["wrong or missing goods", "发错或漏发"],
        ReturnSort.NotAsDescribed => words["not as described", "与描述不符"],
        ReturnSort.Late => words["too late", "到货太慢"],
        ReturnSort.ChangedMind => words["not wanted any more", "不想要了"],
        _ => words["other", "其他"],
    };
}
