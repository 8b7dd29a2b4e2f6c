using System.Text.Unicode;
using DuckDB.NET.Native;
using Taojin.Storage.Database;

namespace Taojin.Storage.Import;

/// <summary>What the rows of events say of their items: title, category, brand, price. It fills what the catalogue leaves open; of several rows the last one counts.</summary>
/// <remarks>One thread may ask for codes of categories while another notes them.</remarks>
internal sealed class ItemFacts
{
    private readonly Fact _title = new();
    private readonly Fact _category = new();
    private readonly Fact _brand = new();
    private float[] _price = []; // 0: nothing said, so that a price of 0 says nothing either

    /// <summary>A short form of a category, for <see cref="Note(int, int, float)"/>; 0 for none.</summary>
    public int CodeOf(ReadOnlySpan<byte> category) => category.IsEmpty ? 0 : _category.CodeOf(category);

    /// <summary>Takes what a plain row says.</summary>
    public void Note(int item, int category, float price)
    {
        if (category > 0)
            _category.Set(item, category);
        if (price > 0)
            SetPrice(item, price);
    }

    /// <summary>Takes what a row says.</summary>
    public void Note(int item, in EventRow row)
    {
        if (!row.Category.IsEmpty)
            _category.Set(item, row.Category);
        if (!row.Title.IsEmpty)
            _title.Set(item, row.Title);
        if (!row.Brand.IsEmpty)
            _brand.Set(item, row.Brand);
        if (row.Price > 0)
            SetPrice(item, row.Price);
    }

    /// <summary>Writes what was said where the row of an item says nothing; belongs to the transaction of the connection.</summary>
    /// <param name="tables">The log.</param>
    /// <param name="firstNew">Index of the first item without a row; that and later ones are written with it.</param>
    public void Save(ITables tables, int firstNew)
    {
        var facts = new Columns(this);
        for (var item = 0; item < firstNew; item++)
            if (_title.Has(item) || _category.Has(item) || _brand.Has(item) || PriceOf(item) > 0)
                facts.Add(item);
        if (facts.Index.Count == 0)
            return;
        tables.Run("item_facts_create");
        Column[] columns = [facts.Index, .. facts.Said];
        using (var appender = tables.Appender("staged_facts", columns))
        {
            appender.Append(columns, facts.Index.Count);
            appender.Complete();
        }
        tables.Run("item_facts_fill");
    }

    /// <summary>What was said of items, on its way into a table.</summary>
    public sealed class Columns(ItemFacts facts)
    {
        private readonly Column<float> _price = new("price", DuckDBType.Float, 0, float.NaN);
        private readonly TextColumn[] _texts = [new("title", 0), new("category", 0), new("brand", 0)];

        /// <summary>Indexes of the items.</summary>
        public Column<int> Index { get; } = new("item_index", DuckDBType.Integer, 0);

        /// <summary>Price, title, category, brand.</summary>
        public IReadOnlyList<Column> Said => [_price, .. _texts];

        /// <summary>Adds an item.</summary>
        public void Add(int item)
        {
            Index.Add(item);
            _price.Add(facts.PriceOf(item));
            _texts[0].Add(facts._title.Of(item));
            _texts[1].Add(facts._category.Of(item));
            _texts[2].Add(facts._brand.Of(item));
        }

        /// <summary>Forgets all items.</summary>
        public void Clear()
        {
            Index.Clear();
            _price.Clear();
            foreach (var text in _texts)
                text.Clear();
        }
    }

    private float PriceOf(int item) => item < _price.Length && _price[item] > 0 ? _price[item] : float.NaN;

    private void SetPrice(int item, float price)
    {
        if (item >= _price.Length)
            Array.Resize(ref _price, Math.Max(1024, (item + 1) * 2));
        _price[item] = price;
    }

    /// <summary>One text by item, coded: few items differ in brand and category.</summary>
    private sealed class Fact
    {
        private readonly IdDictionary _texts = new();
        private int[] _of = [];

        public int Length => _of.Length;

        public bool Has(int item) => item < _of.Length && _of[item] > 0;

        public ReadOnlySpan<byte> Of(int item) => Has(item) ? _texts[_of[item] - 1] : [];

        public void Set(int item, ReadOnlySpan<byte> text)
        {
            if (CodeOf(text) is > 0 and var code)
                Set(item, code);
        }

        public void Set(int item, int code)
        {
            if (item >= _of.Length)
                Array.Resize(ref _of, Math.Max(1024, (item + 1) * 2));
            _of[item] = code;
        }

        /// <summary>Number of a text from 1; 0 for one that cannot be kept: a fault of the item's text is no fault of the event.</summary>
        public int CodeOf(ReadOnlySpan<byte> text)
        {
            var code = _texts.Find(text);
            if (code < 0 && (text.Length > 4096 || !Utf8.IsValid(text)))
                return 0;
            return (code < 0 ? _texts.Add(text) : code) + 1;
        }
    }
}
