namespace Taojin.Mining.AfterSales;

/// <summary>Matters that customers write about in many words, in both languages: "money back", "refund" and 退款 are one.</summary>
/// <remarks>A line is a matter, its English phrases and its Chinese ones. Any shop has these; what only one shop sells stands in its facts.</remarks>
internal static class ServiceConcepts
{
    private const char Mark = '#'; // folded words hold none

    private static readonly Concept[] All = [.. """
        return: return, send back, give back, bring back | 退货, 退回, 退掉, 能退, 可退, 想退
        refund: refund, money back, reimburse | 退款, 退钱, 到账, 返还
        exchange: exchange, swap, larger size, smaller size, other colour, other size | 换货, 更换, 换大, 换小, 换尺码, 换颜色, 换个, 可以换
        postage: postage, shipping cost, shipping fee, delivery fee, delivery cost, shipping free, free shipping | 运费, 邮费, 快递费, 包邮
        arrive: arrive, deliver, delivery, get here, come | 送达, 送到, 几天到, 多久到, 能到, 什么时候到, 到货, 配送, 收到
        duration: how long, how many day, how soon, how fast, time limit, working day, within | 多久, 几天, 多长时间, 多少天, 时限, 工作日, 时效
        overnight: next day, tomorrow, overnight, express | 次日达, 隔日, 明天, 加急
        abroad: abroad, overseas, international, foreign country, other country | 海外, 境外, 国外, 国际, 寄往
        customs: custom, duty, import tax | 关税, 海关, 清关
        pay: pay, payment | 付款, 支付, 付钱
        cash-on-delivery: cash on delivery, pay the courier | 货到付款
        instalment: instalment, installment, monthly | 分期, 免息, 花呗
        invoice: invoice, receipt, vat | 发票, 开票, 抬头, 税号
        cancel: cancel, call off | 取消, 撤单, 不要了
        address: address, moved house, have moved | 地址, 搬家
        redirect: redirect, forward, reroute | 转寄, 改派
        lost: lost, vanish, never arrive, not arrive, tracking has not, no trace | 丢件, 丢失, 没更新, 没有更新, 不更新, 查件
        damaged: broken, break, crack, crush, smash, damage, dent, shatter | 破损, 破的, 破了, 裂了, 压扁, 碎了, 损坏
        wrong-goods: wrong article, wrong item, wrong good, not order, something else | 发错, 错发, 不是我买, 不是您订购
        guarantee: guarantee, warranty | 保修, 质保, 过保, 三包
        repair: repair, mend, fix | 维修, 修好, 能修, 修吗, 修理
        price-drop: cheaper, price fall, price fell, price drop, difference | 降价, 差价, 补差, 价格保护, 保价
        coupon: coupon, voucher, promo code | 优惠券, 代金券, 折扣码
        points: point | 积分
        member: member, membership, gold, silver | 会员, 金卡, 银卡
        discount: discount, % off, percent off, reduction | 折扣, 打折, 几折, 优惠价, 有优惠
        gift: gift, present, wrap | 礼物, 礼品, 送人, 送礼, 贺卡
        password: password, log in, login, sign in | 密码, 登录, 登不上
        close-account: close account, close your account, delete my account, delete account, erase, remove my data | 注销, 删除账号, 删除个人信息, 销户
        personal-data: personal data, my data, privacy | 个人信息, 隐私
        advertising: advertising, newsletter, unsubscribe, marketing, spam | 广告, 营销, 退订
        collect: collect, pick up, pick my, click and collect | 自提, 自己取, 取货, 提货
        store: store, branch | 门店, 实体店
        opening: open, close, opening hour, public holiday, sunday, weekend | 营业, 开门, 关门, 几点, 周日, 周末, 节假日
        person: human, person, people, agent, somebody, telephone, phone number | 人工, 客服, 电话
        company: company, business, wholesale, bulk, piece | 公司, 企业, 采购, 批量, 单位
        take-back: take back, recycle, dispose, used, empty | 回收, 废旧, 旧电池
        ordered-ahead: preorder, pre order, deposit, order ahead | 预售, 定金, 尾款
        sold-out: sold out, out of stock, restock, available again, be back | 缺货, 没货, 售罄, 补货, 断货
        review: review, comment, rating | 评价, 评论, 差评, 好评
        handing-over: sign, signature, at the door, at my door, pick up code | 签收, 家门口, 放门口, 取件码
        expiry: expire, lapse, valid, validity, run out | 过期, 失效, 有效期
        washing: wash, washing machine, clean, laundry, rinse | 清洗, 机洗, 水洗, 手洗, 洗涤
        drying: dryer, tumble, dry | 烘干, 晾干
        weight: heavy, weigh, weight, kg, kilo | 多重, 重量, 公斤, 克重
        waterproof: waterproof, water column, rain proof, leak, wet | 防水, 漏水, 湿的, 水珠
        included: include, come with, in the box, separately | 包含, 附带, 另购, 不含, 送地布, 赠送
        hours: hour, last, battery life, run | 小时, 续航, 时间
        wireless: wifi, wi fi, wireless, network, connect, router | 无线, 网络, 联网, 配网, 连不上
        limescale: limescale, descale, lime | 水垢, 除垢
        sticking: stick, burn | 糊底, 糊了, 粘锅, 老是糊
        noise: noise, squeak, loud, sound | 噪音, 声音, 响声, 吱吱, 老响
        chipped: chip, broke off, notch | 崩口, 崩了, 缺口
        missing-part: missing, only part, incomplete, not all | 少了, 少一件, 一部分, 漏发
        not-accepted: not accept, does not take, refuse, not work | 用不了, 不能用, 无法使用
        """.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Concept.Parse)];

    /// <summary>Whether a term is a matter, not a word.</summary>
    public static bool Is(string term) => term[0] == Mark;

    /// <summary>Adds the matters of a text to its terms.</summary>
    /// <param name="terms">Receives one term a matter.</param>
    /// <param name="stems">Stems of its Latin words, in order.</param>
    /// <param name="folded">The folded text.</param>
    public static void AddTo(List<string> terms, List<string> stems, string folded)
    {
        var line = $" {string.Join(' ', stems)} ";
        foreach (var concept in All)
            if (Array.Exists(concept.English, phrase => line.Contains(phrase, StringComparison.Ordinal)) || Array.Exists(concept.Chinese, phrase => folded.Contains(phrase, StringComparison.Ordinal)))
                terms.Add(concept.Term);
    }

    private sealed record Concept(string Term, string[] English, string[] Chinese)
    {
        public static Concept Parse(string line)
        {
            var (name, words) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('|'));
            return new(
                Mark + name.Trim(),
                [.. Parts(words[0]).Select(phrase => $" {string.Join(' ', phrase.Split(' ').Select(QuestionTerms.Stem))} ")],
                [.. Parts(words[1])]);
        }

        private static string[] Parts(string words) => words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }
}
