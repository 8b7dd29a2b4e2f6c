namespace Taojin.Mining.Evaluation;

/// <summary>How past and test were parted: it stands beside every figure, because figures of different splits must not be compared.</summary>
/// <param name="Name">Short name, in kebab-case.</param>
/// <param name="Text">The rule in English.</param>
/// <param name="TextZh">The rule in Chinese.</param>
public sealed record SplitName(string Name, string Text, string TextZh)
{
    /// <summary>One moment parts the past from the test for everybody: the default, and the only one without a leak between users.</summary>
    public static SplitName Time { get; } = new("time", "by time: one cut for everybody", "按时间：全体用户同一切点");

    /// <summary>Past and test stand in files of their own.</summary>
    public static SplitName Published { get; } = new("published", "as published: past and test stand in files of their own", "按公开划分：训练与测试各有文件");

    /// <summary>The item that each user touched last.</summary>
    public static SplitName LeaveLastOut { get; } = new(
        "leave-last-out", "each user's last item; other users' later events are known (not a cut in time)", "每个用户的最后一件商品；其他用户更晚的行为可见（非时间切分）");

    /// <summary>The item that each user touched last but one, with the last one taken out.</summary>
    public static SplitName LeaveLastOutValidation { get; } = new(
        "leave-last-out/validation", "each user's last item but one, the last one taken out", "每个用户的倒数第二件商品，最后一件已移除");

    /// <summary>The next item of a visit after each of its prefixes.</summary>
    public static SplitName Session { get; } = new("session", "every prefix of a visit and the item that follows it", "每个会话前缀及其后的下一件商品");

    /// <summary>Users whom no model was fitted on.</summary>
    public static SplitName HeldOutUsers { get; } = new(
        "held-out-users", "strong generalisation: users held out of the fit, part of their history folded in", "强泛化：留出用户不参与拟合，仅折入其部分历史");

    /// <summary>Pairs drawn by chance.</summary>
    public static SplitName Random { get; } = new(
        "random", "pairs drawn by chance, as papers do; it flatters: the future of the same user is known", "随机抽取用户-商品对（论文常用）；结果偏乐观：同一用户的未来可见");
}
