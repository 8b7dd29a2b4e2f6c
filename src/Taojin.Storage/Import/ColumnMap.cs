namespace Taojin.Storage.Import;

/// <summary>Which column of a source holds which field.</summary>
internal sealed class ColumnMap
{
    private readonly int[] _at = new int[Fields.Count];
    private readonly string?[] _names = new string?[Fields.Count];

    /// <summary>A map from the fields of all columns in order, with their names in the source where it has names.</summary>
    public ColumnMap(IReadOnlyList<Field> fields, IReadOnlyList<string>? names = null)
    {
        Columns = fields;
        Array.Fill(_at, -1);
        for (var column = 0; column < fields.Count; column++)
        {
            if (fields[column] == Field.Ignored || _at[(int)fields[column]] >= 0)
                continue;
            _at[(int)fields[column]] = column;
            _names[(int)fields[column]] = names is not null && column < names.Count ? names[column] : null;
        }
    }

    /// <summary>Whether the columns have an order in the source, so that a fault can name one by its number.</summary>
    public bool IsOrdered { get; init; } = true;

    /// <summary>The field of each column, in order.</summary>
    public IReadOnlyList<Field> Columns { get; }

    /// <summary>The column of a field from 0, or -1.</summary>
    public int this[Field field] => _at[(int)field];

    /// <summary>Whether a column holds the field.</summary>
    public bool Has(Field field) => _at[(int)field] >= 0;

    /// <summary>The source's name of the column that holds a field, or the field's own.</summary>
    public string NameOf(Field field) => _names[(int)field] ?? field.Name();
}
