using System.Globalization;
using System.Text.Json.Nodes;

namespace Taojin.Workflows.Training;

/// <summary>From where on a stored model of classes is believed: named numbers among its settings.</summary>
internal static class ClassThresholds
{
    private const string Confidence = "least_confidence", Familiarity = "least_familiarity";
    private const double UsualConfidence = 0.5;

    public static void Save((double Confidence, double Familiarity) thresholds, JsonObject settings)
    {
        settings[Confidence] = thresholds.Confidence;
        if (double.IsFinite(thresholds.Familiarity))
            settings[Familiarity] = thresholds.Familiarity;
    }

    /// <summary>Least confidence of an answer, least familiarity of a thing of known classes.</summary>
    public static (double Confidence, double Familiarity) Load(JsonObject? settings) => (Number(settings, Confidence) ?? UsualConfidence, Number(settings, Familiarity) ?? double.NegativeInfinity);

    private static double? Number(JsonObject? settings, string name) => settings?[name] is { } node ? double.Parse(node.ToString(), CultureInfo.InvariantCulture) : null;
}
