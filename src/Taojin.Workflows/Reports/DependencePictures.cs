using Taojin.Workflows.Training;

namespace Taojin.Workflows.Reports;

/// <summary>How the columns that matter most move the best model.</summary>
internal static class DependencePictures
{
    private const int LongestName = 40;

    public static IEnumerable<Picture> Of(TrainingRun run) => run.Dependences.Select(each => new Picture(
        new Bars((Cut(each.Column.Meaning), Cut(each.Column.MeaningZh)), [.. each.Points.Select(point => new Bar(point.Value, point.Probability, Palette.Ours, Shown: FormattableString.Invariant($"{point.Probability:P1}")))]).ToSvg(),
        ("Mean probability when this column is set to each value in every row (partial dependence).", "把该列在所有行都设为各取值时的平均概率（部分依赖）。")));

    private static string Cut(string text) => text.Length <= LongestName ? text : text[..(LongestName - 1)] + "…";
}
