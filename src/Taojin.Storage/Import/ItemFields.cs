using System.Text;

namespace Taojin.Storage.Import;

/// <summary>Sets fields of an item from UTF-8 text, for every source that reads text.</summary>
internal static class ItemFields
{
    /// <summary>Sets one field; fields of other tables are read over.</summary>
    /// <returns>A code of <see cref="RejectCodes"/>, or null.</returns>
    public static string? Set(ref ItemRow row, Field field, ReadOnlySpan<byte> text, TimeText time)
    {
        switch (field)
        {
            case Field.ItemId: row.ItemId = text.Trim((byte)' '); return null;
            case Field.Title: row.Title = text; return null;
            case Field.Description: row.Description = text; return null;
            case Field.Category: row.Category = text; return null;
            case Field.Brand: row.Brand = text; return null;
            case Field.Image: row.Image = text; return null;
            case Field.Attributes: row.Attributes = text; return null;
            case Field.Price: return NotNegative(NumberText.TryParse(text, out row.Price), row.Price);
            case Field.Cost: return NotNegative(NumberText.TryParse(text, out row.Cost), row.Cost);
            case Field.Stock: return NumberText.TryParse(text, int.MinValue, out row.Stock);
            case Field.AvailableFrom: return text.IsEmpty || time.TryParse(text, out row.AvailableFrom) ? null : RejectCodes.TimeInvalid;
            case Field.Hidden: row.Hidden = Truth(text); return null;
            default: return null;
        }
    }

    private static string? NotNegative(string? fault, float value) => fault ?? (value < 0 ? RejectCodes.PriceNegative : null);

    private static bool? Truth(ReadOnlySpan<byte> text) => text.IsEmpty ? null :
        text.SequenceEqual("1"u8) || Ascii.EqualsIgnoreCase(text, "true"u8) || Ascii.EqualsIgnoreCase(text, "yes"u8) || text.SequenceEqual("是"u8);
}
