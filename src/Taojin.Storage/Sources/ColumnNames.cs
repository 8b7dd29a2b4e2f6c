using Taojin.Storage.Import;

namespace Taojin.Storage.Sources;

/// <summary>Names that shops and public data sets give to columns. A new one is one word in a line here.</summary>
internal static class ColumnNames
{
    private static readonly Dictionary<string, Field> Known = Build(
        (Field.UserId, "user userid uid visitorid visitor customerid customer memberid buyerid accountid clientid reviewerid buyer_admin_id 用户id 用户 用户编号 会员id 会员 会员编号 会员号 买家id 买家 顾客id 顾客 客户id 客户 客户编号"),
        (Field.ItemId, "item itemid iid productid product sku skuid goodsid movieid asin stockcode articleid 商品id 商品 商品编号 商品编码 货号 宝贝id 产品id 产品 产品编号"),
        (Field.Kind, "kind behavior behaviour behaviortype behaviourtype event eventtype eventname action actiontype type 行为 行为类型 事件 事件类型 动作 操作 操作类型"),
        (Field.Time, "time timestamp times timems ts datetime date eventtime eventtimestamp createdat unixreviewtime invoicedate reviewtime 时间 时间戳 日期 下单时间 行为时间 事件时间 操作时间 发生时间 付款时间 创建时间 评论时间"),
        (Field.EventId, "eventid messageid 事件id"),
        (Field.SessionId, "session sessionid usersession 会话id"),
        (Field.OrderId, "order orderid transactionid invoiceno invoice basketid 订单号 订单id 订单编号"),
        (Field.Line, "line orderline lineno"),
        (Field.Quantity, "quantity qty 数量 件数 购买数量"),
        (Field.Price, "price unitprice saleprice 价格 单价 售价 成交价"),
        (Field.Currency, "currency 币种"),
        (Field.Value, "value"),
        (Field.Variant, "variant variantid"),
        (Field.Query, "query searchterm keyword 搜索词"),
        (Field.Reason, "reason 原因"),
        (Field.Channel, "channel 渠道"),
        (Field.CampaignId, "campaign campaignid 活动id"),
        (Field.RequestId, "requestid"),
        (Field.Position, "position rank"),
        (Field.Title, "title name productname itemname summary 标题 商品名称 商品名 商品标题 宝贝标题 产品名称 名称"),
        (Field.Description, "description 描述 商品描述 详情"),
        (Field.Category, "category categoryid categorycode itemcategory cat categories genres 类目 类目id 分类 品类 类别 商品类目 商品分类"),
        (Field.Brand, "brand 品牌"),
        (Field.Cost, "cost 成本"),
        (Field.Stock, "stock inventory 库存"),
        (Field.Image, "image imageurl picture 图片"),
        (Field.Attributes, "attributes 属性"),
        (Field.AvailableFrom, "availablefrom 上架时间"),
        (Field.Hidden, "hidden ishidden"),
        (Field.ReviewId, "reviewid 评论id"),
        (Field.Rating, "rating overall stars score 评分"),
        (Field.Text, "text reviewtext review comment content 评论 内容 评价 评论内容 评价内容"),
        (Field.State, "state status orderstatus 订单状态 状态"),
        (Field.Total, "total ordertotal 总额 订单金额"),
        (Field.Arm, "arm 实验组"),
        (Field.Arms, "arms 各组"),
        (Field.Offers, "offers offer 优惠"),
        (Field.Propensity, "propensity 倾向得分"),
        (Field.Coupon, "coupon couponid couponcode 优惠券"),
        (Field.Starts, "starts startdate startsat 开始时间 开始日期"),
        (Field.Ends, "ends enddate endsat 结束时间 结束日期"));

    /// <summary>The field of a column's name: case, blanks, underscores and hyphens do not matter.</summary>
    public static bool TryGet(string name, out Field field) => Known.TryGetValue(Plain(name), out field);

    /// <summary>A name without what does not matter.</summary>
    public static string Plain(string name) =>
        string.Concat(name.Trim().Where(letter => letter is not ('_' or '-' or ' ' or '.')).Select(char.ToLowerInvariant));

    private static Dictionary<string, Field> Build(params ReadOnlySpan<(Field Field, string Names)> all)
    {
        var known = new Dictionary<string, Field>(StringComparer.Ordinal);
        foreach (var (field, names) in all)
        {
            known[Plain(field.Name())] = field;
            foreach (var name in names.Split(' '))
                known.TryAdd(Plain(name), field);
        }
        return known;
    }
}
