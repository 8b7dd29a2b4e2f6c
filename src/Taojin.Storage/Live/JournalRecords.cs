using System.Text.Json;
using Taojin.Data;
using Taojin.Storage.Import;

namespace Taojin.Storage.Live;

/// <summary>What stands in the journal: a kind, then the fields; an event names in 32 bits which of its fields follow.</summary>
internal static class JournalRecords
{
    public const byte Event = 1, Answer = 2, Shadow = 3;

    public static void Write(GroupBuffer group, NewEvent happened)
    {
        group.Byte(Event);
        group.Int32(FieldsOf(happened));
        group.Byte((byte)happened.Kind);
        group.Int64(happened.Time.Microseconds);
        group.Text(happened.UserId);
        foreach (var text in TextsOf(happened))
            if (!string.IsNullOrEmpty(text))
                group.Text(text);
        foreach (var number in NumbersOf(happened))
            if (number is { } value)
                group.Float(value);
        if (happened.Position is { } position)
            group.Int32(position);
    }

    public static void Write(GroupBuffer group, ShadowList list)
    {
        group.Byte(Shadow);
        group.Text(list.UserId);
        group.Text(list.RequestId);
        group.Text(list.Placement);
        group.Text(JsonSerializer.Serialize(list.Items, Snake.Json));
        group.Int64(list.Time.Microseconds);
    }

    /// <summary>Reads over what is no event, behind its kind of record.</summary>
    public static void Skip(ref GroupReader group, byte kind)
    {
        for (var texts = kind == Answer ? 3 : 4; texts > 0; texts--)
            group.Text();
        group.Int64();
    }

    /// <summary>Reads an event behind its kind of record; texts are runs of the journal's own bytes.</summary>
    public static EventRow ReadEvent(ref GroupReader group)
    {
        var fields = group.Int32();
        var row = new EventRow { Kind = (EventKind)group.Byte(), Time = group.Int64(), UserId = group.Text() };
        row.ItemId = group.TextIf(fields, 0);
        row.EventId = group.TextIf(fields, 1);
        row.SessionId = group.TextIf(fields, 2);
        row.OrderId = group.TextIf(fields, 3);
        row.Line = group.TextIf(fields, 4);
        row.Currency = group.TextIf(fields, 5);
        row.Variant = group.TextIf(fields, 6);
        row.Query = group.TextIf(fields, 7);
        row.Reason = group.TextIf(fields, 8);
        row.Channel = group.TextIf(fields, 9);
        row.CampaignId = group.TextIf(fields, 10);
        row.RequestId = group.TextIf(fields, 11);
        row.Model = group.TextIf(fields, 12);
        row.Placement = group.TextIf(fields, 13);
        row.Arm = group.TextIf(fields, 14);
        row.Price = group.FloatIf(fields, 15);
        row.Quantity = group.FloatIf(fields, 16);
        row.Value = group.FloatIf(fields, 17);
        row.Propensity = group.FloatIf(fields, 18);
        row.Position = (fields & (1 << 19)) != 0 ? group.Int32() : -1;
        row.IsDetailed = (fields & Detailed) != 0;
        return row;
    }

    /// <summary>All but item, price and quantity stand in the table of details.</summary>
    private const int Detailed = ((1 << 20) - 1) & ~(1 | (1 << 15) | (1 << 16));

    private static int FieldsOf(NewEvent happened)
    {
        var (fields, place) = (0, 0);
        foreach (var text in TextsOf(happened))
            fields |= (string.IsNullOrEmpty(text) ? 0 : 1) << place++;
        foreach (var number in NumbersOf(happened))
            fields |= (number is null ? 0 : 1) << place++;
        return fields | ((happened.Position is null ? 0 : 1) << place);
    }

    private static TextFields TextsOf(NewEvent of)
    {
        var texts = default(TextFields);
        (texts[0], texts[1], texts[2], texts[3], texts[4]) = (of.ItemId, of.EventId, of.SessionId, of.OrderId, of.Line);
        (texts[5], texts[6], texts[7], texts[8], texts[9]) = (of.Currency, of.Variant, of.Query, of.Reason, of.Channel);
        (texts[10], texts[11], texts[12], texts[13], texts[14]) = (of.CampaignId, of.RequestId, of.Model, of.Placement, of.Arm);
        return texts;
    }

    private static NumberFields NumbersOf(NewEvent of)
    {
        var numbers = default(NumberFields);
        (numbers[0], numbers[1], numbers[2], numbers[3]) = (of.Price, of.Quantity, of.Value, of.Propensity);
        return numbers;
    }

    [System.Runtime.CompilerServices.InlineArray(15)]
    private struct TextFields
    {
        private string? _first;
    }

    [System.Runtime.CompilerServices.InlineArray(4)]
    private struct NumberFields
    {
        private float? _first;
    }
}
