using System.Text.Json;
using Taojin.Data;
using Taojin.Numerics;

namespace Taojin.Mining.Learning.Tables;

/// <summary>What the columns of a table hold, learned from the rows that models learn from; turns any such table into features.</summary>
/// <remarks>
/// A column is numbers when every cell is one, dates when every cell is one, and else words. A column is ignored when it never changes, and
/// when each row has a value of its own and it is words or is named as an id. Empty cells, and words that the training rows do not
/// hold, are unknown or rare, never an error.
/// </remarks>
public sealed class TableSchema : IPersistent<TableSchema>
{
    private const int DateFeatures = 4;
    private static readonly string[] IdNames = ["id", "no", "key", "编号", "序号", "号"];

    /// <summary>A schema of given columns.</summary>
    /// <param name="columns">The columns, those that are derived last.</param>
    /// <param name="derived">Columns made of others.</param>
    public TableSchema(IReadOnlyList<ColumnSchema> columns, IReadOnlyList<DerivedColumn>? derived = null)
    {
        (Columns, Derived) = (columns, derived ?? []);
        Features = [.. columns.SelectMany(column => column.Features)];
        Categories = [.. columns.SelectMany(column => column.Features.Select(_ => column.CategoryCount))];
    }

    /// <summary>The columns, in the order of the training table, the label left out.</summary>
    public IReadOnlyList<ColumnSchema> Columns { get; }

    /// <summary>Columns that are made of others before anything else.</summary>
    public IReadOnlyList<DerivedColumn> Derived { get; }

    /// <summary>Names of the columns that models see.</summary>
    public IReadOnlyList<string> Features { get; }

    /// <summary>How many categories each of them has, 0 for numbers.</summary>
    public IReadOnlyList<int> Categories { get; }

    /// <summary>Understands the columns.</summary>
    /// <param name="table">Training rows.</param>
    /// <param name="label">The column to foretell, which is left out.</param>
    /// <param name="options">What is told.</param>
    /// <exception cref="TaojinException">A named column does not exist, or nothing is left to learn from.</exception>
    public static TableSchema Of(TextTable table, string label, TableSchemaOptions options)
    {
        options.Validated();
        foreach (var name in options.Categorical.Concat(options.Ignored).Append(label))
            _ = table[name];
        DerivedColumn[] derived = [.. options.Derived.Select(text => DerivedColumn.Parse(text, table.Names))];
        foreach (var column in derived)
            table = column.AddTo(table);
        var schema = new TableSchema([.. table.Names.Where(name => name != label).Select(name => Understand(name, Array.ConvertAll(table[name], CellText.Of), options))], derived);
        return schema.Features.Count > 0 ? schema
            : throw new TaojinException("table.nothing-to-learn-from", "No column of the table holds anything to learn from.", $"Its columns: {string.Join("; ", schema.Columns.Select(column => $"{column.Name}: {column.Note}"))}.");
    }

    /// <summary>Whether a column is read from a table and not made of others.</summary>
    public bool IsRead(ColumnSchema column) => Derived.All(made => made.ToString() != column.Name);

    /// <summary>The word of a value of a column that models see; null for numbers and for words that are rare or new.</summary>
    public string? WordOf(int feature, float value) => Categories[feature] == 0 ? null : Columns.SelectMany(column => column.Features.Select(_ => column)).ElementAt(feature).WordOf((int)value) ?? "*";

    /// <summary>Features of rows, shape [rows × features]; a column of the schema that the table lacks is unknown in every row.</summary>
    public FeatureTable Encode(TextTable table)
    {
        foreach (var column in Derived)
            table = column.AddTo(table);
        var (values, place) = (new DenseRows(table.RowCount, Features.Count), 0);
        foreach (var column in Columns)
        {
            if (column.Features.Count > 0)
                Encode(column, table.Find(column.Name), values, place);
            place += column.Features.Count;
        }
        return new(Features, values, Categories);
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer) => writer.Text("schema.json", JsonSerializer.Serialize(new Written(Columns, Derived)));

    /// <inheritdoc />
    public static TableSchema Load(IArtifactReader reader) => JsonSerializer.Deserialize<Written>(reader.Text("schema.json")) is { } written ? new(written.Columns, written.Derived) : new([]);

    private static ColumnSchema Understand(string name, string?[] cells, TableSchemaOptions options)
    {
        var known = cells.OfType<string>().ToArray();
        var (distinct, isId) = (known.Distinct(StringComparer.Ordinal).Count(), IdNames.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase)));
        var isNumber = !options.Categorical.Contains(name) && known.All(cell => CellText.TryNumber(cell, out _));
        var isDate = !isNumber && known.All(cell => CellText.TryDate(cell, out _));
        if (options.Ignored.Contains(name))
            return new(name, ColumnKind.Ignored, [], "named to be ignored", "按要求忽略");
        if (distinct < 2)
            return new(name, ColumnKind.Ignored, [], "it never changes", "取值不变");
        if (distinct == known.Length && known.Length == cells.Length && (isId || !(isNumber || isDate)))
            return new(name, ColumnKind.Ignored, [], "each row has a value of its own: an id", "每行取值都不同：编号");
        if (isNumber || isDate)
            return new(name, isNumber ? ColumnKind.Number : ColumnKind.Date, []);
        var words = known.CountBy(word => word, StringComparer.Ordinal).Where(word => word.Value >= options.RowsPerCategory)
            .OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Take(options.MostCategories - 1);
        return new(name, ColumnKind.Category, [.. words.Select(word => word.Key)]);
    }

    private static void Encode(ColumnSchema column, string?[]? cells, DenseRows values, int place)
    {
        var numbers = column.Categories.Select((word, index) => (word, index)).ToDictionary(each => each.word, each => each.index + 1, StringComparer.Ordinal);
        for (var row = 0; row < values.RowCount; row++)
        {
            var target = values[row].Slice(place, column.Features.Count);
            target.Fill(float.NaN);
            if (CellText.Of(cells?[row]) is not { } cell)
                continue;
            if (column.Kind == ColumnKind.Category)
                target[0] = numbers.GetValueOrDefault(cell);
            else if (column.Kind == ColumnKind.Number && CellText.TryNumber(cell, out var number))
                target[0] = number;
            else if (column.Kind == ColumnKind.Date && CellText.TryDate(cell, out var moment))
                Write(moment, target);
        }
    }

    private sealed record Written(IReadOnlyList<ColumnSchema> Columns, IReadOnlyList<DerivedColumn> Derived);

    private static void Write(DateTime moment, Span<float> target) =>
        (target[0], target[1], target[2], target[DateFeatures - 1]) = ((float)(moment - DateTime.UnixEpoch).TotalDays, moment.Month, ((int)moment.DayOfWeek + 6) % 7, (float)moment.TimeOfDay.TotalHours);
}
