using System.Globalization;
using Taojin.Mining.Marketing.Value;

namespace Taojin.Testing.Sets;

/// <summary>Reads the usual summary of the CDNOW customers: x, t_x, T in weeks and z̄.</summary>
public static class Cdnow
{
    /// <summary>Customers of <c>cdnow_customers_summary_with_transactions.csv</c>, in the order of the file.</summary>
    public static CustomerSummaries Read(string path)
    {
        var rows = PublishedSets.Lines(path).Skip(1).Select(line => line.Split(',')).ToArray();
        double[] Column(int column) => [.. rows.Select(row => double.Parse(row[column], CultureInfo.InvariantCulture))];
        return new()
        {
            User = [.. Enumerable.Range(0, rows.Length)],
            Repeats = [.. Column(1).Select(x => (int)x)],
            LastPurchase = Column(2),
            Age = Column(3),
            MeanValue = Column(4),
        };
    }
}
