namespace Taojin.Mining.Learning;

/// <summary>Says how probable a yes is for each row.</summary>
public interface IProbabilityModel
{
    /// <summary>Names of the columns it was fitted on, in order.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Writes the probability of each row, in [0, 1], calibrated where the card says so.</summary>
    /// <param name="features">Rows with the columns of the fit, shape [rows × columns]; NaN means unknown.</param>
    /// <param name="probabilities">Receives one probability a row, shape [rows].</param>
    void Predict(FeatureTable features, Span<double> probabilities);

    /// <summary>The same for one row, for serving.</summary>
    double Predict(ReadOnlySpan<float> row);
}

/// <summary>Says how much each column moved a row's log-odds.</summary>
public interface IExplainsProbability : IProbabilityModel
{
    /// <summary>Writes each column's part in the row's log-odds; the parts and the returned bias add up to the raw score.</summary>
    /// <param name="row">One row, shape [columns].</param>
    /// <param name="parts">Receives one part a column, shape [columns].</param>
    /// <returns>What the score is when nothing is known (the bias).</returns>
    double Explain(ReadOnlySpan<float> row, Span<double> parts);
}

/// <summary>Says how much each column matters over the data of the fit.</summary>
public interface IRanksColumns
{
    /// <summary>One importance a column, shape [columns], 0 or more; they add up to 1 unless all are 0.</summary>
    IReadOnlyList<double> Importance { get; }
}
