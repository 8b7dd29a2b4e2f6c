namespace Taojin.Storage.Import;

/// <summary>Sets fields of an event from UTF-8 text, for every source that reads text.</summary>
internal static class EventFields
{
    /// <summary>Sets one field other than user, item, kind and time; fields of other tables are read over.</summary>
    /// <returns>A code of <see cref="RejectCodes"/>, or null.</returns>
    public static string? Set(ref EventRow row, Field field, ReadOnlySpan<byte> text)
    {
        switch (field)
        {
            case Field.Price:
                return NumberText.TryParse(text, out row.Price);
            case Field.Quantity:
                return NumberText.TryParse(text, out row.Quantity);
            case Field.Title:
                row.Title = text;
                return null;
            case Field.Category:
                row.Category = text;
                return null;
            case Field.Brand:
                row.Brand = text;
                return null;
            default:
                return text.IsEmpty ? null : SetDetail(ref row, field, text);
        }
    }

    private static string? SetDetail(ref EventRow row, Field field, ReadOnlySpan<byte> text)
    {
        if (field is Field.Value or Field.Rating or Field.Position)
        {
            row.IsDetailed = true;
            return field == Field.Position ? NumberText.TryParse(text, -1, out row.Position) : NumberText.TryParse(text, out row.Value);
        }
        switch (field)
        {
            case Field.EventId: row.EventId = text; break;
            case Field.SessionId: row.SessionId = text; break;
            case Field.OrderId: row.OrderId = text; break;
            case Field.Line: row.Line = text; break;
            case Field.Currency: row.Currency = text; break;
            case Field.Variant: row.Variant = text; break;
            case Field.Query: row.Query = text; break;
            case Field.Reason: row.Reason = text; break;
            case Field.Channel: row.Channel = text; break;
            case Field.CampaignId: row.CampaignId = text; break;
            case Field.RequestId: row.RequestId = text; break;
            case Field.Model: row.Model = text; break;
            default: return null;
        }
        row.IsDetailed = true;
        return null;
    }
}
