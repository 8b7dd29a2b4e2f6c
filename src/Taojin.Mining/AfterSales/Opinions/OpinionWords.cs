namespace Taojin.Mining.AfterSales.Opinions;

/// <summary>Words that praise or blame whatever they are said of, in English and Chinese, and words that turn or strengthen them.</summary>
/// <remarks>Written by hand for reviews of goods and of service; English words also stand for their plain endings (-s, -ed, -ing, -ly, -er, -est).</remarks>
internal static class OpinionWords
{
    private const int MostTurned = 4;

    private static readonly Dictionary<string, int> EnglishOpinions = WithEndings("""
        good great excellent perfect amazing awesome fantastic wonderful superb outstanding brilliant terrific fabulous incredible exceptional impressive phenomenal stellar superior finest best better
        nice lovely beautiful gorgeous stunning elegant attractive pretty cute stylish chic classy sleek sharp crisp vivid vibrant bright clear clean neat tidy sexy flattering handsome adorable charming
        love like enjoy adore appreciate recommend prefer impress please delight satisfy thrill praise thank thanks glad happy pleased satisfied delighted thrilled content grateful
        comfortable comfy cozy cosy soft silky smooth light lightweight breathable warm airy roomy spacious flattering fit fits true versatile practical handy convenient useful helpful functional
        fast quick quickly speedy swift snappy responsive prompt promptly timely instant instantly efficient effortless flawless flawlessly seamless seamlessly easy easily simple intuitive straightforward
        sturdy solid durable robust strong reliable dependable stable secure safe tough lasting long-lasting well-made well-built genuine authentic original
        cheap affordable inexpensive reasonable reasonably bargain worth worthy deal steal economical generous bonus free
        friendly polite courteous attentive kind caring professional knowledgeable patient welcoming gracious accommodating honest helpful pleasant cheerful warmly
        delicious tasty yummy fresh flavorful flavourful mouthwatering juicy tender crispy scrumptious delectable savory succulent divine heavenly authentic homemade creamy
        favorite favourite fun cool winner gem treat plus superbly wow ideal decent fine ok okay adequate fair special unique quiet romantic relaxing peaceful memorable fancy rich powerful
        improve improved upgrade upgraded bright win success succeed work works worked ease enhance exceed exceeded surpass compliment compliments complimented plenty abundant ample
        charm breeze cinch pleasure joy luxury luxurious lively slick clever smart gentle precise accurate consistent long-life expandable upgradable upgradeable customizable unlimited unparalleled second-to-none loads tons blazing lightning super cleanly painless painlessly tender rave raves crave heaven yum superfast silent silently worry-free glossy quieter longer sharper smoother brighter
        exquisite immaculate impeccable unbeatable unmatched remarkable spectacular magnificent marvelous splendid topnotch top-notch first-class hassle-free user-friendly must-have portable compact innovative
        """, """
        bad terrible horrible awful poor worst worse dreadful lousy crappy crap junk garbage trash rubbish pathetic mediocre inferior subpar substandard shoddy flimsy cheaply cheesy tacky
        hate dislike regret disappoint disappointed disappointing disappointment dissatisfied unhappy upset angry annoyed annoying annoy frustrate frustrated frustrating frustration irritating irritate
        broken break breaks broke damaged damage defective defect faulty fault flaw flawed crack cracked scratch scratched dent dented torn rip ripped hole holes stain stained dirty filthy
        fail fails failed failure failing crash crashed crashes crashing freeze freezes freezing froze hang hangs glitch glitchy bug bugs buggy error errors malfunction dead die died dies dying stop stopped quit
        problem problems issue issues trouble troubles complaint complain complained hassle nightmare mess pain headache concern worry sadly unfortunately
        slow slowly sluggish lag laggy lags delay delayed delays late wait waited waiting forever overdue unresponsive
        loud noisy noise hot overheat overheats overheating overheated heavy bulky clunky huge cumbersome awkward uncomfortable tight loose baggy itchy scratchy stiff rough thin sheer shapeless unflattering
        small tiny short cramped crowded narrow dim dark dull blurry fuzzy faded fade fades shrink shrunk shrinks pilled pilling unravel unraveling wrinkle wrinkled smell smelly stink stinks stinky odor
        expensive overpriced pricey costly ripoff rip-off steep outrageous waste wasted wasting scam fraud fake counterfeit misleading lie lied lies lying cheat cheated
        rude impolite unfriendly unhelpful ignorant incompetent unprofessional careless arrogant inattentive disrespectful obnoxious pushy indifferent clueless ignored ignore refused refuse refuses
        bland tasteless flavorless stale soggy greasy oily salty overcooked undercooked burnt raw dry rotten rancid inedible gross disgusting nasty mushy watery lukewarm cold
        useless worthless pointless impossible difficult hard tricky complicated confusing confused inconvenient impractical unusable unreliable unstable insecure unacceptable ridiculous absurd
        lack lacks lacking lacked missing miss without limited insufficient inadequate less fewer barely hardly scarcely only weak weird odd strange ugly hideous frumpy boring unattractive
        return returned returning refund replace replaced replacement repair repaired exchange exchanged wrong incorrect inaccurate unfinished mistake avoid beware never unfortunately downside drawback con
        low suck sucks sucked stupid hiccup hollow dusty smeary wobbly wobble loosen inconvenience inconvenienced wish bother strain bothersome chore outdated obsolete antiquated dated primitive limiting restrictive restricted sub-par unacceptably unsatisfied unimpressed unimpressive overrated average vague nuisance struggle struggled suffer suffers suffered hurt hurts insane insanely unwilling sloppy messy sticky jumpy erratic warped bent bend bends snapped loses lose lost loss corrupt corrupted virus viruses failed incompatible nonexistent non-existent lackluster underwhelming underwhelmed underpowered shame screwed disgraceful horrendous horrific hopeless shortage mishandled unprepared overpriced overrated pretentious crowded cramped greasy chewy rubbery frozen microwaved attitude snobby snob snotty yelled argue argued gouge gouged
        sick poisoning horrid atrocious abysmal appalling unbearable mislead deceptive deplorable laughable joke insult insulted shame embarrassing disaster catastrophe ruin ruined ruins ruining peel peeled peeling leak leaks leaking leaked
        """);

    private static readonly HashSet<string> EnglishTurns = Words("not no n't never none nobody nothing neither nor without cannot cant can't don't dont didn't didnt doesn't doesnt isn't isnt wasn't wasnt won't wont wouldn't couldn't shouldn't aren't weren't haven't hasn't hadn't lack lacks lacked lacking hardly barely scarcely rarely seldom least too isnt ain't fails failed stop stopped");

    private static readonly PhraseTable<int> ChineseOpinions = Opinions("""
        很好 挺好 不错 真好 好看 好用 好吃 好喝 好评 太好 最好 更好 良好 优秀 优质 优良 出色 完美 满意 喜欢 喜爱 爱不释手 推荐 值得 值了 超值 实惠 划算 便宜 性价比高 物美价廉 物超所值 物有所值 漂亮 美观 精美 精致 大气 时尚 高档 上档次
        舒服 舒适 柔软 顺滑 丝滑 透气 保暖 暖和 轻便 轻巧 方便 便捷 简单 易用 实用 耐用 耐穿 结实 牢固 扎实 稳定 可靠 安全 放心 正品 真品 合身 合适 合脚 显瘦 显白 修身 百搭 清晰 流畅 灵敏 迅速 快捷 很快 超快 神速 及时 准时 给力
        热情 周到 耐心 贴心 细心 细致 认真 负责 礼貌 专业 友好 亲切 新鲜 香甜 甜 脆 多汁 美味 可口 鲜美 清香 干净 整洁 安静 静音 宽敞 温馨 惊喜 惊艳 赞 棒 强大 省电 省心 感谢 谢谢 好香 厚实 细腻 滋润 清爽 温和 开心 高兴 愉快 受益 精彩 经典 感动 有趣 好看 五星 点赞 到位 完好 严实
        """, """
        不好 不行 不值 不喜欢 不满 不满意 不推荐 不建议 不合适 不合身 不舒服 不方便 不实用 不耐用 不清晰 不稳定 不新鲜 不甜 不好吃 不好用 不好看 不准 不灵 不亮 不干净 不理 不负责 不耐烦 不如 不给 不值得 没用 没法 没有用 无法 难用 难看 难吃 难闻 难受 难喝 很差 太差 差评 差劲 较差 最差 差 糟糕 糟 烂 坏 破 旧 脏 臭
        失望 后悔 上当 受骗 骗人 骗子 欺骗 忽悠 虚假 假货 假的 仿品 冒牌 水货 次品 残次 劣质 垃圾 质量问题 问题 毛病 故障 瑕疵 缺陷 缺货 少发 漏发 错发 发错 破损 损坏 磨损 开裂 裂 断 掉色 褪色 起球 缩水 变形 脱线 线头 掉毛 勾丝 异味 味道大 刺鼻 刺激 过敏 发霉 腐烂 烂掉 变质 过期 死机 卡顿 卡 黑屏 蓝屏 花屏 闪退 发热 发烫 噪音 吵 漏水 漏电 生锈
        太慢 很慢 慢 太小 偏小 太大 偏大 太薄 薄 太硬 太紧 太松 太贵 贵 坑 坑爹 敷衍 恶劣 态度差 冷漠 推卸 推诿 拖延 退货 退款 换货 投诉 维修 返修 麻烦 郁闷 气愤 生气 恶心 无语 可惜 遗憾 浪费 别买 千万别 一般 一般般 粗糙 简陋 廉价 单薄 模糊 费电 耗电 降价 酸 涩 苦 硬
        """);

    private static readonly string[] ChineseTurns = List("不 没 没有 并非 不是 不太 不够 不怎么 毫无 未 无 别 不会 不能 难以 并不 从不 不算 谈不上");

    /// <summary>1 for praise, −1 for blame, 0 for neither: a folded English word.</summary>
    public static int English(ReadOnlySpan<char> word) => EnglishOpinions.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var known) ? known : 0;

    /// <summary>Whether an English word turns what follows.</summary>
    public static bool Turns(ReadOnlySpan<char> word) => EnglishTurns.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>The word of praise or blame that starts at a place of folded Chinese text, turned where a word of denial stands right before it; null when none does.</summary>
    public static (int Length, int Polarity)? Chinese(string folded, int at) => ChineseOpinions.Longest(folded, at) is { } found ? (found.Length, IsTurned(folded, at) ? -found.Value : found.Value) : null;

    private static bool IsTurned(string folded, int at)
    {
        var before = folded.AsSpan(Math.Max(0, at - MostTurned), Math.Min(at, MostTurned));
        foreach (var turn in ChineseTurns)
            if (before.LastIndexOf(turn, StringComparison.Ordinal) is >= 0 and var place && place + turn.Length >= before.Length - 1)
                return true;
        return false;
    }

    private static PhraseTable<int> Opinions(string praise, string blame) => new(List(praise).Select(word => (word, 1)).Concat(List(blame).Select(word => (word, -1))));

    /// <summary>Words as they are written first, then with their plain endings where those are not words of their own.</summary>
    private static Dictionary<string, int> WithEndings(string praise, string blame)
    {
        (string Word, int Polarity)[] written = [.. List(praise).Select(word => (word, 1)), .. List(blame).Select(word => (word, -1))];
        return written.Concat(written.SelectMany(each => Endings(each.Word).Select(word => (word, each.Polarity))))
            .DistinctBy(each => each.Item1).ToDictionary(each => each.Item1, each => each.Item2, StringComparer.Ordinal);
    }

    private static string[] Endings(string word)
    {
        if (word.Length < 3)
            return [];
        var stem = word[^1] == 'e' ? word[..^1] : word[^1] == 'y' ? word[..^1] + "i" : word;
        string[] plain = [word + "s", stem + "es", stem + "ed", (word[^1] == 'y' ? word : stem) + "ing", (word[^1] == 'y' ? stem : word) + "ly", stem + "er", stem + "est", word + "y"];
        return word.Length > 3 || "aeiou".Contains(word[^1], StringComparison.Ordinal) ? plain : [.. plain, word + word[^1] + "ed", word + word[^1] + "ing", word + word[^1] + "er", word + word[^1] + "est"];
    }

    private static HashSet<string> Words(string text) => [.. List(text)];

    private static string[] List(string text) => text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
