namespace Taojin.Testing;

/// <summary>The words that titles are made of, in Chinese and English.</summary>
internal static class ShopWords
{
    public static readonly (string Zh, string En)[] Brands =
    [
        ("云川", "Yunchuan"), ("山野", "Shanye"), ("白鹭", "Egret"), ("北辰", "Beichen"), ("青禾", "Qinghe"), ("海棠", "Haitang"),
        ("松果", "Pinecone"), ("拾光", "Shiguang"), ("麦田", "Maitian"), ("远航", "Yuanhang"),
    ];

    public static readonly (string Zh, string En)[] Qualities =
    [
        ("轻薄", "light"), ("加厚", "warm"), ("经典", "classic"), ("便携", "portable"), ("大容量", "large"), ("复古", "vintage"),
        ("亲肤", "soft"), ("耐用", "sturdy"), ("升级款", "new-model"), ("家用", "home"),
    ];

    /// <summary>Category path, noun in both languages, typical price in yuan, and whether it is bought again and again.</summary>
    public static readonly (string Path, string Zh, string En, double Price, bool IsConsumable)[] Categories =
    [
        ("服饰 Clothing > 外套 Outerwear", "羽绒服", "down jacket", 399, false),
        ("服饰 Clothing > 上装 Tops", "连衣裙", "dress", 169, false),
        ("服饰 Clothing > 鞋 Shoes", "跑步鞋", "running shoes", 259, false),
        ("家居 Home > 厨房 Kitchen", "保温杯", "vacuum flask", 79, false),
        ("家居 Home > 床品 Bedding", "四件套", "bedding set", 219, false),
        ("食品 Food > 茶 Tea", "龙井茶", "longjing tea", 98, true),
        ("食品 Food > 零食 Snacks", "坚果礼盒", "nut box", 59, true),
        ("数码 Electronics > 音频 Audio", "蓝牙耳机", "earphones", 189, false),
        ("数码 Electronics > 配件 Accessories", "充电宝", "power bank", 99, false),
        ("个护 Care > 护肤 Skin", "面膜", "face mask", 69, true),
        ("个护 Care > 清洁 Cleaning", "洗发水", "shampoo", 45, true),
        ("母婴 Baby > 用品 Supplies", "纸尿裤", "nappies", 119, true),
    ];
}
