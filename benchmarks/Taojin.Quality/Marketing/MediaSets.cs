using System.Globalization;
using Taojin.Mining.Marketing.Channels;
using Taojin.Testing.Sets;

namespace Taojin.Quality.Marketing;

/// <summary>Published weeks of spending and sales.</summary>
internal static class MediaSets
{
    /// <summary>Robyn's weeks and both of Meridian's.</summary>
    public static IReadOnlyList<(string Name, MediaTable Table)> Read(string folder) =>
    [
        ("robyn", Robyn(Path.Combine(folder, "dt_simulated_weekly.csv"))),
        ("meridian-media", Meridian(Path.Combine(folder, "national_media.csv"), 4, "competitor_activity_score_control", "sentiment_score_control")),
        ("meridian-all", Meridian(Path.Combine(folder, "national_all_channels.csv"), 5, "competitor_sales_control", "sentiment_score_control", "Promo", "Organic_channel0_impression")),
    ];

    private static MediaTable Robyn(string path)
    {
        var (names, cells) = Cells(path);
        double[] Column(string name) => [.. cells.Select(row => double.Parse(row[Array.IndexOf(names, name)], CultureInfo.InvariantCulture))];
        double[] Is(string value) => [.. cells.Select(row => row[Array.IndexOf(names, "events")] == value ? 1.0 : 0)];
        string[] channels = ["tv_S", "ooh_S", "print_S", "facebook_S", "search_S"];
        return new MediaTable
        {
            Channels = channels, Spend = [.. channels.Select(Column)], Sales = Column("revenue"),
            Controls = [Scaled(Column("competitor_sales_B")), Scaled(Column("newsletter")), Is("event1"), Is("event2")],
        }.WithSeasons();
    }

    private static MediaTable Meridian(string path, int channels, params string[] controls)
    {
        var (names, cells) = Cells(path);
        double[] Column(string name) => [.. cells.Select(row => double.Parse(row[Array.IndexOf(names, name)], CultureInfo.InvariantCulture))];
        string[] own = [.. Enumerable.Range(0, channels).Select(channel => $"Channel{channel}")];
        return new MediaTable
        {
            Channels = own, Spend = [.. own.Select(channel => Column(channel + "_spend"))],
            Sales = [.. Column("conversions").Zip(Column("revenue_per_conversion"), (count, value) => count * value)],
            Controls = [.. controls.Select(name => Scaled(Column(name)))],
        }.WithSeasons();
    }

    private static double[] Scaled(double[] column) => column.Max(Math.Abs) is var most && most > 0 ? Array.ConvertAll(column, each => each / most) : column;

    private static (string[] Names, string[][] Cells) Cells(string path)
    {
        var lines = PublishedSets.Lines(path).Where(line => line.Length > 0).Select(line => line.Replace("\"", "", StringComparison.Ordinal).Split(',')).ToArray();
        return (lines[0], lines[1..]);
    }
}
