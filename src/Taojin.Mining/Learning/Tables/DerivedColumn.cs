using System.Globalization;
using Taojin.Data;

namespace Taojin.Mining.Learning.Tables;

/// <summary>A column made of two others: <c>A/B</c>, <c>A*B</c>, <c>A+B</c> or <c>A-B</c> of numbers, <c>A&amp;B</c> of words.</summary>
/// <param name="Left">Name of the first column.</param>
/// <param name="Sign">One of / * + - &amp;.</param>
/// <param name="Right">Name of the second column.</param>
public sealed record DerivedColumn(string Left, char Sign, string Right)
{
    private const string Signs = "/*+-&";

    /// <summary>Name of the new column.</summary>
    public override string ToString() => $"{Left}{Sign}{Right}";

    /// <summary>Reads a written form, such as <c>amount/orders</c>; names of the table decide where the sign stands.</summary>
    /// <exception cref="TaojinException">No sign parts two columns of the table.</exception>
    public static DerivedColumn Parse(string text, IReadOnlyList<string> names)
    {
        for (var place = 1; place < text.Length - 1; place++)
            if (Signs.Contains(text[place]) && names.Contains(text[..place]) && names.Contains(text[(place + 1)..]))
                return new(text[..place], text[place], text[(place + 1)..]);
        throw new TaojinException("table.derived-unclear", $"'{text}' does not name two columns of the table with a sign between them.", $"Write it as A/B, A*B, A+B, A-B or A&B. Columns: {string.Join(", ", names)}.");
    }

    /// <summary>The table with this column at its end. Where either cell is unknown, is no number, or divides by 0, it is unknown.</summary>
    internal TextTable AddTo(TextTable table)
    {
        var (left, right) = (table.Find(Left), table.Find(Right));
        var cells = new string?[table.RowCount];
        for (var row = 0; row < cells.Length; row++)
            if (CellText.Of(left?[row]) is { } one && CellText.Of(right?[row]) is { } other)
                cells[row] = Sign == '&' ? $"{one}&{other}" : CellText.TryNumber(one, out var a) && CellText.TryNumber(other, out var b) ? Of(a, b) : null;
        return new([.. table.Names, ToString()], [.. table.Columns, cells]);
    }

    private string? Of(float left, float right)
    {
        var value = Sign switch { '/' => left / right, '*' => left * right, '+' => left + right, _ => left - right };
        return float.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : null;
    }
}
