using System.Text.RegularExpressions;

namespace Taojin.Mining.AfterSales;

/// <summary>Recognises texts that give orders to a language model instead of asking the shop something.</summary>
/// <remarks>
/// Such a text is answered from passages alone and no model reads it. The list is no proof of harmlessness: what a model says is checked by
/// <see cref="GroundedText"/> whatever was asked. See Greshake et al. 2023, doi:10.1145/3605764.3623985.
/// </remarks>
public static partial class SuspectText
{
    /// <summary>Whether the text tries to give orders.</summary>
    public static bool Is(string text) => Orders().IsMatch(text);

    [GeneratedRegex(
        """
        \b(ignore|forget|disregard|override)\b.{0,40}\b(instruction|instructions|rule|rules|prompt|above|previous)
        | \b(system|developer)\s*(prompt|message|:)
        | \byou\ are\ now\b | \bpretend\b.{0,20}\b(to\ be|that\ you|you\ are)\b | \bact\ as\b | \bfrom\ now\ on\b
        | <\|?\s*/?\s*(im_start|im_end|system|tool|document|assistant)\b
        | \bapi[\ _-]?keys?\b | \bbase64\b | \bword\ by\ word\b | \brepeat\ the\ text\b | \bcall\ the\ (tool|function)\b | \bif\ you\ are\ an\ ai\b
        | \bthe\ developer\ allows\b | \bconfirm\ (it|this)\ to\ me\ in\ writing\b
        | https?:// | !\[[^\]]*\]\(
        | (忽略|无视|忘记|忘掉).{0,12}(指令|规则|提示|以上|之前)
        | 系统(提示|消息|：|:) | 你现在是 | 假装你 | 从现在起 | 扮演 | 开发者已授权 | 调用.{0,30}工具 | API\ ?密钥 | 逐字输出 | 复述你的 | 如果你是人工智能 | 请书面确认
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Orders();
}
