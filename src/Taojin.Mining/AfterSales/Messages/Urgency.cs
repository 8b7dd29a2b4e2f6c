using Taojin.Mining.AfterSales.Opinions;

namespace Taojin.Mining.AfterSales.Messages;

/// <summary>How soon somebody should look at a message: 0 in turn, 1 today, 2 now; with the words that say so.</summary>
/// <param name="Level">0, 1 or 2.</param>
/// <param name="Words">The words, as written; empty at level 0.</param>
public sealed record Urgency(int Level, IReadOnlyList<string> Words)
{
    private const int Now = 2;

    private static readonly PhraseTable<int> Phrases = new([.. Of(2, """
        urgent, urgently, emergency, immediately, asap, right now, right away, fraud, fraudulent, scammed, hacked, stolen, unauthorised, unauthorized, without my permission, charged twice, double charged, lawyer, legal action, police, sue, injury, injured, hurt, burnt, fire, allergic, hospital, dangerous, electric shock
        紧急, 加急, 马上, 立刻, 立即, 赶紧, 急用, 很急, 着急, 盗刷, 被盗, 诈骗, 重复扣款, 多扣, 扣了两次, 投诉, 消协, 12315, 工商, 律师, 起诉, 报警, 受伤, 烫伤, 过敏, 医院, 着火, 冒烟, 漏电, 危险
        """), .. Of(1, """
        today, tomorrow, tonight, deadline, still waiting, still not, yet to, third time, second time, again and again, no answer, nobody answers, no reply, ignored, complaint, complain, unacceptable, disappointed, angry, ridiculous, as soon as possible, waiting for weeks, lost, missing, wrong
        今天, 明天, 今晚, 还没, 一直没, 催, 尽快, 多次, 第二次, 第三次, 没人理, 没人回, 不回复, 不理, 生气, 失望, 太慢, 差评, 丢件, 发错, 少发, 漏发
        """)]);

    /// <summary>The highest level that words of the message name, in English or Chinese.</summary>
    public static Urgency Of(string message)
    {
        var (text, found) = (new OpinionText(message), new List<(int Level, string Word)>());
        for (var token = 0; token < text.Count; token++)
            if (Phrases.Longest(text.Folded, text[token].Start) is { } phrase)
            {
                found.Add((phrase.Value, message.Substring(text[token].Start, phrase.Length)));
                token = Math.Max(token, text.TokenAt(text[token].Start + phrase.Length - 1));
            }
        var level = Math.Min(Now, found.Select(each => each.Level).DefaultIfEmpty().Max());
        return new(level, [.. found.Where(each => each.Level == level).Select(each => each.Word).Distinct(StringComparer.Ordinal)]);
    }

    private static IEnumerable<(string, int)> Of(int level, string words) => words.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(word => (word, level));
}
