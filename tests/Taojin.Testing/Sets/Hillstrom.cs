using System.Globalization;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Testing.Sets;

/// <summary>Hillstrom's e-mail experiment of 2008: 64,000 customers, men's or women's e-mail or none by chance.</summary>
public static class Hillstrom
{
    private static readonly string[] Columns = ["recency", "history", "mens", "womens", "newbie", "zip_suburban", "zip_rural", "zip_urban", "channel_phone", "channel_web", "channel_multi"];

    /// <summary>The experiment with one of its outcomes.</summary>
    /// <param name="path">The CSV, plain or compressed.</param>
    /// <param name="outcome"><c>visit</c>, <c>conversion</c> or <c>spend</c>.</param>
    public static ExperimentTable Read(string path, string outcome)
    {
        var lines = PublishedSets.Lines(path).ToArray();
        var names = lines[0].Split(',');
        int At(string name) => Array.IndexOf(names, name);
        var cells = lines[1..].Select(line => Unquoted(line).Split(',')).ToArray();
        var values = new DenseRows(cells.Length, Columns.Length);
        for (var row = 0; row < cells.Length; row++)
            for (var column = 0; column < Columns.Length; column++)
                values[row][column] = Value(cells[row], Columns[column], At);
        return new()
        {
            Features = new(Columns, values),
            Arms = ["Mens E-Mail", "Womens E-Mail"],
            Arm = [.. cells.Select(cell => cell[At("segment")] switch { "Mens E-Mail" => 1, "Womens E-Mail" => 2, _ => 0 })],
            Outcomes = [.. cells.Select(cell => float.Parse(cell[At(outcome)], CultureInfo.InvariantCulture))],
            Assignment = Assignment.Randomised,
        };
    }

    /// <summary>Names of ranges of money hold commas, in quotes.</summary>
    private static string Unquoted(string line) => string.Concat(line.Split('"').Select((part, place) => place % 2 == 0 ? part : part.Replace(",", "", StringComparison.Ordinal)));

    private static float Value(string[] cell, string column, Func<string, int> at) => column switch
    {
        "zip_suburban" => cell[at("zip_code")] == "Surburban" ? 1 : 0, // the set's own spelling
        "zip_rural" => cell[at("zip_code")] == "Rural" ? 1 : 0,
        "zip_urban" => cell[at("zip_code")] == "Urban" ? 1 : 0,
        "channel_phone" => cell[at("channel")] == "Phone" ? 1 : 0,
        "channel_web" => cell[at("channel")] == "Web" ? 1 : 0,
        "channel_multi" => cell[at("channel")] == "Multichannel" ? 1 : 0,
        _ => float.Parse(cell[at(column)], CultureInfo.InvariantCulture),
    };
}
