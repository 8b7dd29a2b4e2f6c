using System.Text;
using Taojin.Data;
using Taojin.Storage.Database;

namespace Taojin.Storage;

/// <summary>Reads the log into arrays.</summary>
internal static class LogReading
{
    /// <summary>All events before a moment, in order of time, then of the log.</summary>
    public static ShopLog Read(LogDatabase database, Instant before)
    {
        var rows = ReadEvents(database, before);
        var log = new ShopLog
        {
            Users = ReadUsers(database),
            Items = ReadItems(database),
            User = rows.User,
            Item = rows.Item,
            Kind = rows.Kind,
            Time = rows.Time,
            Price = rows.Price,
            Quantity = RatingValues.Of(database, before, (rows.No, rows.Kind), rows.Quantity),
        };
        return LogOrder.Of(rows.No, log.Time) is { } order ? log.Pick(order) : log;
    }

    /// <summary>Ids of users, and what is known of the items.</summary>
    public static (Vocabulary Users, Catalogue Items) Ids(LogDatabase database) => (ReadUsers(database), ReadItems(database));

    /// <summary>Counts what is there.</summary>
    public static LogSummary Summary(LogDatabase database)
    {
        var byKind = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var (first, last) = (long.MaxValue, long.MinValue);
        using (var command = database.Command("summary_events"))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                byKind[((EventKind)reader.GetByte(0)).Name()] = reader.GetInt64(1);
                (first, last) = (Math.Min(first, reader.GetInt64(2)), Math.Max(last, reader.GetInt64(3)));
            }
        }
        using var counting = database.Command("summary_tables");
        using var counts = counting.ExecuteReader();
        counts.Read();
        return new LogSummary
        {
            Events = byKind.Values.Sum(),
            Users = counts.GetInt64(0),
            Items = counts.GetInt64(1),
            Reviews = counts.GetInt64(2),
            Imports = counts.GetInt64(3),
            EventsByKind = byKind,
            First = first <= last ? new Instant(first) : null,
            Last = first <= last ? new Instant(last) : null,
        };
    }

    private static Columns ReadEvents(LogDatabase database, Instant before)
    {
        var rows = Columns.For(database, before);
        using var reader = new ChunkReader(database, "read_events", ("before", before.Microseconds));
        for (var row = 0; reader.Read(); row += reader.Count)
        {
            reader.Column<long>(0).CopyTo(rows.No.AsSpan(row));
            reader.Column<int>(1).CopyTo(rows.User.AsSpan(row));
            reader.Column<int>(2).CopyTo(rows.Item.AsSpan(row));
            reader.Column<EventKind>(3).CopyTo(rows.Kind.AsSpan(row));
            reader.Column<Instant>(4).CopyTo(rows.Time.AsSpan(row));
            if (rows.Price.Length > 0)
                reader.Column<float>(5).CopyTo(rows.Price.AsSpan(row));
            if (rows.Quantity.Length > 0)
                reader.Column<float>(6).CopyTo(rows.Quantity.AsSpan(row));
        }
        return rows;
    }

    /// <summary>Ids of users.</summary>
    public static Vocabulary ReadUsers(LogDatabase database)
    {
        var users = new List<string>();
        using var reader = new ChunkReader(database, "users_ids");
        while (reader.Read())
            for (var row = 0; row < reader.Count; row++)
                users.Add(Encoding.UTF8.GetString(reader.Text(1, row)));
        return new Vocabulary(users);
    }

    /// <summary>What is known of the items.</summary>
    /// <param name="database">The log.</param>
    /// <param name="import">Only of items with events of this import; null for all.</param>
    public static Catalogue ReadItems(LogDatabase database, int? import = null)
    {
        var (ids, titles, prices, hidden) = (new List<string>(), new List<string?>(), new List<float>(), new List<bool>());
        var (categories, category) = (new Vocabulary(), new List<int>());
        var words = new ItemWords();
        var trade = new ItemTrade();
        using var command = database.Command("read_items", ("import_id", import));
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            ids.Add(reader.GetString(0));
            category.Add(reader.IsDBNull(1) ? -1 : categories.Add(reader.GetString(1)));
            titles.Add(reader.IsDBNull(2) ? null : reader.GetString(2));
            prices.Add(reader.GetFloat(3));
            hidden.Add(reader.GetBoolean(4));
            words.Add(reader, 5);
            trade.Add(reader, 8);
            words.AddImage(reader, 11);
        }
        return new Catalogue
        {
            Ids = new Vocabulary(ids),
            Categories = categories,
            Category = category.Exists(index => index >= 0) ? [.. category] : [],
            Title = ItemWords.OrNone(titles),
            Description = ItemWords.OrNone(words.Descriptions),
            Brand = ItemWords.OrNone(words.Brands),
            Attributes = ItemWords.OrNone(words.Attributes),
            Image = ItemWords.OrNone(words.Images),
            Price = prices.Exists(price => !float.IsNaN(price)) ? [.. prices] : [],
            Cost = ItemTrade.OrNone(trade.Costs),
            Stock = ItemTrade.OrNone(trade.Stocks),
            AvailableFrom = trade.AvailableFrom.Exists(from => from != default) ? [.. trade.AvailableFrom] : [],
            Hidden = hidden.Contains(true) ? [.. hidden] : [],
        };
    }

    private sealed record Columns(long[] No, int[] User, int[] Item, EventKind[] Kind, Instant[] Time, float[] Price, float[] Quantity)
    {
        public static Columns For(LogDatabase database, Instant before)
        {
            using var command = database.Command("read_counts", ("before", before.Microseconds));
            using var reader = command.ExecuteReader();
            reader.Read();
            var count = (int)reader.GetInt64(0);
            return new(
                new long[count], new int[count], new int[count], new EventKind[count], new Instant[count],
                new float[reader.GetInt64(1) > 0 ? count : 0], new float[reader.GetInt64(2) > 0 ? count : 0]);
        }
    }
}
