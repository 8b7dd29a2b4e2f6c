namespace Taojin.Server.Dashboard.Reading;

/// <summary>What a file of each table holds that a page may lack, as the import asks for it.</summary>
internal static class TableColumns
{
    /// <summary>Columns that must be there, and others that are of use.</summary>
    /// <param name="table">The table; <c>returns</c> for events of that kind.</param>
    public static (string Needed, string Useful) Of(string table) => table switch
    {
        "exposures" => ("user_id, campaign_id, time", "arm, channel, cost, propensity"),
        "campaigns" => ("campaign_id", "title, channel, arms, offers, cost, starts, ends"),
        "reviews" => ("user_id, item_id, time, text", "review_id, rating, title"),
        "returns" => ("user_id, item_id, time", "order_id, quantity, reason"),
        _ => ("user_id, item_id, kind, time", "price, quantity, order_id"),
    };

    /// <summary>The import with the table chosen.</summary>
    public static string Address(string table) => table == "returns" ? "data/import?table=events&kind=return" : $"data/import?table={table}";
}
