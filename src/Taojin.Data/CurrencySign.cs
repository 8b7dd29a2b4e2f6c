namespace Taojin.Data;

/// <summary>How money is written before its amount.</summary>
public static class CurrencySign
{
    /// <summary>The sign of a currency where everybody knows it, else its code and a space.</summary>
    /// <param name="currency">ISO 4217, such as <c>CNY</c>; empty gives nothing.</param>
    public static string Of(string currency) => currency switch { "CNY" or "JPY" => "¥", "USD" => "$", "EUR" => "€", "GBP" => "£", "" => "", _ => currency + " " };
}
