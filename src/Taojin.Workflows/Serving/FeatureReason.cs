using System.Globalization;
using Taojin.Mining.Features;

namespace Taojin.Workflows.Serving;

/// <summary>A column's part in a probability, in words.</summary>
internal static class FeatureReason
{
    public static AnswerReason Of(FeatureColumn column, float value, double part) => new(
        $"{column.Meaning}: {Value(value, "unknown")} ({Signed(part)})",
        $"{column.MeaningZh}：{Value(value, "未知")}（{Signed(part)}）",
        part);

    private static string Signed(double part) => part.ToString("+0.00;-0.00", CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Value(float value, string unknown) => float.IsNaN(value) ? unknown : value.ToString("0.##", CultureInfo.InvariantCulture);
}
