using Taojin.Data;
using Taojin.Storage.Import;

namespace Taojin.Storage.Sources;

/// <summary>What a file must say before its first row is taken: what is missing is asked for, not guessed.</summary>
internal static class FormatChecks
{
    /// <summary>Checks the columns and the names of behaviour.</summary>
    /// <exception cref="TaojinException">import.column-missing, import.kind-missing, import.kind-unknown.</exception>
    public static void Check(TableFormat format, RowSample sample)
    {
        Field[] needed = format.Table switch
        {
            "items" => [Field.ItemId],
            "users" => [Field.UserId],
            "reviews" => [Field.UserId, Field.ItemId, Field.Time],
            "events" => [Field.UserId, Field.Time],
            _ when new TradeTables().Find(format.Table) is { } table => [.. table.Columns.Where(column => column.IsNeeded).Select(column => column.Field)],
            _ => throw new TaojinException("import.table-unknown", $"There is no table '{format.Table}'.", "Known: events, items, users, reviews, orders, campaigns, exposures, redemptions."),
        };
        foreach (var field in needed.Where(field => !format.Columns.Has(field)))
        {
            throw new TaojinException(
                "import.column-missing",
                $"No column holds {field.Name()}. Columns: {string.Join(", ", format.Names ?? [$"{format.Width} without names"])}.",
                "Say what the columns hold, in order: --columns user_id,item_id,kind,time (- for one to read over).");
        }
        if (format.Table == "events")
            CheckKinds(format, sample);
    }

    private static void CheckKinds(TableFormat format, RowSample sample)
    {
        if (!format.Columns.Has(Field.Kind))
        {
            if (format.Kind is null)
                throw new TaojinException("import.kind-missing", "The file does not say what happened: it has no column of behaviour.", "Say what every row means, such as --kind purchase.");
            return;
        }
        _ = Known(format.Kinds, sample.Cells(format.Columns[Field.Kind]));
    }

    /// <summary>A map that knows most of the first names of behaviour.</summary>
    /// <exception cref="TaojinException">import.kind-unknown: it does not, or there are integer codes that it does not know.</exception>
    public static KindMap Known(KindMap kinds, IEnumerable<string> cells)
    {
        var names = cells.GroupBy(name => name).ToDictionary(group => group.Key, group => group.Count());
        var unknown = names.Keys.Where(name => !kinds.TryGet(System.Text.Encoding.UTF8.GetBytes(name), out _)).Order(StringComparer.Ordinal).ToList();
        var isCode = unknown.Any(name => name.Length < 4 && int.TryParse(name, out _));
        if (isCode || unknown.Sum(name => names[name]) * 2 > names.Values.Sum())
        {
            throw new TaojinException(
                "import.kind-unknown",
                $"What do these names of behaviour mean: {string.Join(", ", unknown.Take(10))}? {(isCode ? "Codes differ between sets and are never guessed." : "")}".TrimEnd(),
                $"Say it with --map {unknown[0]}=view,… Kinds: {string.Join(", ", EventKinds.All)}.");
        }
        return kinds;
    }
}
