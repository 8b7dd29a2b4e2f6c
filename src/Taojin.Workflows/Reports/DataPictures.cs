using Taojin.Data;

namespace Taojin.Workflows.Reports;

/// <summary>The pictures of a log.</summary>
internal static class DataPictures
{
    public static string Days(DataQuality quality)
    {
        var most = quality.Days.Select(day => day.Events).DefaultIfEmpty(1).Max();
        return new Plot(("Events each day", "每日事件数"), ("day", "天"), ("events", "事件"))
        {
            Curves = [new(("", ""), [.. quality.Days.Select((day, index) => new PlotPoint(index, day.Events))], Palette.Ours)],
            XMost = Math.Max(1, quality.Days.Count - 1),
            YMost = most,
            HasPercents = false,
            XTick = place => DayAt(quality, place),
        }.ToSvg();
    }

    /// <summary>A short log has marks between its days; they stay bare.</summary>
    private static string DayAt(DataQuality quality, double place) => place % 1 == 0 && place < quality.Days.Count
        ? quality.Days[(int)place].Day.ToString("M-d", System.Globalization.CultureInfo.InvariantCulture)
        : "";

    public static string Kinds(DataQuality quality) => new Bars(
        ("Events by kind", "各类事件"),
        [.. Enum.GetValues<EventKind>().Where(kind => quality.Of(kind) > 0).Select((kind, index) => new Bar(kind.Name(), quality.Of(kind), Palette.Category(index), Shown: ReportPage.Number(quality.Of(kind))))]).ToSvg();
}
