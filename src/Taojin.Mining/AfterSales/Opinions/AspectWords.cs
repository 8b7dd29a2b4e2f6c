namespace Taojin.Mining.AfterSales.Opinions;

/// <summary>What reviews of goods speak about, and the words by which they do, in English and Chinese.</summary>
/// <remarks>Written by hand. A line is an aspect, its English phrases and its Chinese ones; the first aspect that has a phrase keeps it.</remarks>
internal static class AspectWords
{
    private static readonly (string Name, string TitleZh, string[] Phrases)[] All = [.. """
        size_fit 尺码版型: size, sizing, fit, length, waist, sleeve, shoulder, hip, bust, petite, inseam, width, height, cut, loose, tight, baggy, small size, large size | 尺码, 尺寸, 大小, 码数, 偏大, 偏小, 码, 肩宽, 腰围, 袖子, 裤长, 衣长, 版型, 合身, 合脚, 宽松, 修身, 太大, 太小, 大了, 小了, 长短
        delivery 物流配送: delivery, shipping, shipment, courier, postage, arrive, arrived, arrival, carrier, dispatch, tracking, deliver, delivered, delivery time | 物流, 快递, 送货, 发货, 配送, 到货, 速度, 运输, 收货, 快递员, 邮寄, 派送, 顺丰, 送货上门, 到得
        packaging 包装: packaging, package, box, wrapping, packed, packing, parcel, wrapper, carton | 包装, 盒子, 纸箱, 箱子, 外盒, 包裹, 封口, 泡沫, 礼盒
        price 价格: price, cost, value, money, deal, bargain, discount, pricing, priced, sale price, charge, bill | 价格, 价钱, 性价比, 价位, 优惠, 降价, 活动价, 便宜, 贵, 划算, 实惠, 钱, 促销, 价
        service 服务: service, customer service, support, staff, seller, vendor, tech support, technician, waiter, waitress, server, manager, employee, salesman, representative, rep, warranty, refund, return policy, return, exchange, customer care, help desk | 服务, 客服, 卖家, 店家, 售后, 服务员, 前台, 老板, 态度, 退货, 退款, 换货, 保修, 商家, 店主, 退换
        authenticity 正品: authentic, genuine, fake, counterfeit, original, knockoff | 正品, 真假, 假货, 真品, 行货, 水货, 防伪, 盗版, 正版
        comfort 舒适: comfort, comfortable, uncomfortable, soft, softness, itchy, scratchy, warm, warmth, breathable, cushion | 舒服, 舒适, 柔软, 透气, 保暖, 手感, 脚感, 上身, 穿着, 穿起来, 扎
        taste_smell 味道: taste, flavor, flavour, smell, scent, odor, fragrance, aroma, food, dish, meal, pizza, sushi, chicken, fish, dessert, wine, drink, menu, portion | 味道, 口感, 口味, 香味, 气味, 异味, 甜度, 水分, 新鲜, 好吃, 难吃, 香, 味
        ease 使用便利: setup, set up, installation, install, instruction, manual, interface, ease of use, menu option, navigation, easy to use, user friendly | 安装, 操作, 设置, 说明书, 使用方法, 系统, 上手, 界面, 调试
        performance 性能功能: performance, speed, battery, battery life, screen, display, sound, speaker, camera, keyboard, touchpad, software, program, application, memory, hard drive, processor, graphics, function, feature, power, charger, cord, fan, noise, effect, heating, boot time, wifi, windows | 性能, 功能, 电池, 续航, 屏幕, 音质, 声音, 键盘, 运行, 效果, 信号, 内存, 硬盘, 散热, 噪音, 加热, 充电, 网速, 反应, 画面, 分辨率, 待机, 去屑, 清洁, 洗完
        look 外观: look, looks, color, colour, style, design, appearance, pattern, print, shade, beautiful, ugly, flattering, decor, atmosphere, ambience, ambiance | 颜色, 款式, 外观, 样子, 设计, 色差, 图案, 好看, 难看, 漂亮, 外形, 样式, 花色, 环境, 装修
        quality 质量: quality, material, fabric, workmanship, durability, build, construction, stitching, seam, thread, cloth, cotton, wool, leather, zipper, button, lining, durable, sturdy, product, item, content, story, author, writing | 质量, 品质, 材质, 面料, 做工, 布料, 料子, 质感, 线头, 掉色, 起球, 褪色, 耐用, 拉链, 缝线, 棉, 皮质, 用料, 材料, 纸张, 印刷, 内容
        """.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    private static readonly PhraseTable<int> Phrases = new(All.SelectMany((aspect, index) => aspect.Phrases.Select(phrase => (phrase, index))));

    /// <summary>Names of the aspects, in snake_case.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(aspect => aspect.Name)];

    /// <summary>Their names before Chinese readers.</summary>
    public static IReadOnlyList<string> TitlesZh { get; } = [.. All.Select(aspect => aspect.TitleZh)];

    /// <summary>The phrase of an aspect that starts at a place of a folded text, or null.</summary>
    public static (int Length, int Aspect)? At(string folded, int at) => Phrases.Longest(folded, at) is { } found ? (found.Length, found.Value) : null;

    private static (string Name, string TitleZh, string[] Phrases) Parse(string line)
    {
        var (head, words) = (line[..line.IndexOf(':', StringComparison.Ordinal)].Split(' '), line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        return (head[0], head[1], words.Split(['|', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }
}
