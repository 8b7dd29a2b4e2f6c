namespace Taojin.Mining.Learning;

/// <summary>Says what number is to be expected for each row, in the unit of the target.</summary>
public interface IValueModel
{
    /// <summary>Writes the expected value of each row.</summary>
    /// <param name="features">Rows with the columns of the fit, shape [rows × columns]; NaN means unknown.</param>
    /// <param name="values">Receives one value a row, shape [rows].</param>
    void Predict(FeatureTable features, Span<double> values);
}

/// <summary>A table with a number to be foretold for each row.</summary>
/// <param name="Features">What is known of each row.</param>
/// <param name="Targets">What came out, shape [rows].</param>
public sealed record ValueTable(FeatureTable Features, float[] Targets);
