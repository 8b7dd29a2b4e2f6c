using Taojin.Data;
using Taojin.Numerics;

namespace Taojin.Testing;

/// <summary>The users and items of a generated shop: who they are and what they like.</summary>
internal sealed class ShopPeople
{
    private const int Tried = 5;
    private readonly double[][] _userTastes;
    private readonly double[][] _itemTastes;
    private readonly double[] _readiness;
    private readonly double[] _quality;
    private readonly float[] _prices;
    private readonly int[] _categories;
    private readonly int[] _brands;
    private readonly string[] _titles;
    private readonly int[][] _byCategory;
    private readonly int[][] _liked;

    public ShopPeople(GeneratedShopOptions options, int tastes)
    {
        var chance = SplitMix64.Stream(options.Seed, "shop/people");
        double[][] Vectors(int count) => [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, tastes).Select(_ => chance.NextNormal() / Math.Sqrt(tastes)).ToArray())];
        (_userTastes, _itemTastes) = (Vectors(options.Users), Vectors(options.Items));
        _readiness = [.. Enumerable.Range(0, options.Users).Select(_ => chance.NextNormal())];
        _quality = [.. Enumerable.Range(0, options.Items).Select(_ => chance.NextNormal())];
        var kinds = ShopWords.Categories.Length;
        _categories = [.. Enumerable.Range(0, options.Items).Select(item => item % kinds)];
        _brands = [.. Enumerable.Range(0, options.Items).Select(_ => chance.NextInt32(ShopWords.Brands.Length))];
        _prices = [.. _categories.Select(category => (float)Math.Round(ShopWords.Categories[category].Price * Math.Exp(0.35 * chance.NextNormal()), 1))];
        _titles = [.. Enumerable.Range(0, options.Items).Select(item => Title(item, chance.NextInt32(ShopWords.Qualities.Length)))];
        _byCategory = [.. Enumerable.Range(0, kinds).Select(category => Enumerable.Range(0, options.Items).Where(item => _categories[item] == category).ToArray())];
        _liked = [.. Enumerable.Range(0, options.Users).Select(_ => Enumerable.Range(0, 3).Select(_ => chance.NextInt32(kinds)).ToArray())];
    }

    public double Affinity(int user, int item)
    {
        var sum = 0.0;
        for (var taste = 0; taste < _userTastes[user].Length; taste++)
            sum += _userTastes[user][taste] * _itemTastes[item][taste];
        return 2.5 * sum;
    }

    public double Readiness(int user) => _readiness[user];

    public double Quality(int item) => _quality[item];

    public float Price(int item) => _prices[item];

    public string BrandOf(int item) => ShopWords.Brands[_brands[item]].Zh;

    public bool IsConsumable(int item) => ShopWords.Categories[_categories[item]].IsConsumable;

    /// <summary>How probably a user is about on a day.</summary>
    public double ActiveShare(int user) => 0.28 / (1 + Math.Exp(-0.8 * _readiness[user])) * 1.6;

    /// <summary>What a user looks at next: a category it likes, some known items of it, and of those the one it likes best.</summary>
    public int Choose(int user, ref SplitMix64 chance)
    {
        var category = chance.NextDouble() < 0.8 ? _liked[user][chance.NextInt32(_liked[user].Length)] : chance.NextInt32(_byCategory.Length);
        var items = _byCategory[category].Length > 0 ? _byCategory[category] : _byCategory[0];
        var (best, most) = (items[0], double.NegativeInfinity);
        for (var tried = 0; tried < Tried; tried++)
        {
            var item = items[(int)(items.Length * Math.Pow(chance.NextDouble(), 1.8))]; // the first of a category are the best known
            var liking = Affinity(user, item) + (0.7 * chance.NextNormal());
            if (liking > most)
                (best, most) = (item, liking);
        }
        return best;
    }

    public ShopLog ToLog(List<ShopEvent> events)
    {
        var sorted = events.Select((happened, place) => (happened, place)).OrderBy(each => each.happened.Time).ThenBy(each => each.place).Select(each => each.happened).ToArray();
        return new()
        {
            Users = new Vocabulary(Enumerable.Range(1, _userTastes.Length).Select(user => $"u{user}")),
            Items = new()
            {
                Ids = new Vocabulary(Enumerable.Range(1, _itemTastes.Length).Select(item => $"p{item}")),
                Categories = new Vocabulary(ShopWords.Categories.Select(category => category.Path)),
                Category = _categories,
                Title = _titles,
                Price = _prices,
            },
            User = [.. sorted.Select(each => each.User)],
            Item = [.. sorted.Select(each => each.Item)],
            Kind = [.. sorted.Select(each => each.Kind)],
            Time = [.. sorted.Select(each => each.Time)],
            Price = [.. sorted.Select(each => each.Price)],
        };
    }

    private string Title(int item, int quality)
    {
        var (brand, word, category) = (ShopWords.Brands[_brands[item]], ShopWords.Qualities[quality], ShopWords.Categories[_categories[item]]);
        return $"{brand.Zh} {word.Zh}{category.Zh} / {brand.En} {word.En} {category.En}";
    }
}
