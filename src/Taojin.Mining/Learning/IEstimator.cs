namespace Taojin.Mining.Learning;

/// <summary>An algorithm with its options: learns a model from data and is itself never changed by doing so.</summary>
/// <remarks>
/// A second fit forgets the first. The same data, options and seed give the same model, bit for bit, whatever the number of
/// threads; a neural model may promise a tolerance instead and says so on its card. A model is immutable and safe for parallel use.
/// </remarks>
public interface IEstimator<in TData, out TModel>
{
    /// <summary>Learns from <paramref name="data"/>, which is left as it is.</summary>
    /// <exception cref="OperationCanceledException">The context's cancellation was asked for; nothing was learned.</exception>
    /// <exception cref="TooLittleDataException">The data cannot carry such a model; the message says what is missing.</exception>
    TModel Fit(TData data, FitContext context);
}
