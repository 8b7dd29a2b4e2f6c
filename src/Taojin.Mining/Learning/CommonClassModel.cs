using Taojin.Data;

namespace Taojin.Mining.Learning;

/// <summary>Shares of the classes, whatever is asked about: what any model of classes must beat.</summary>
/// <remarks>Witten, Frank, Hall &amp; Pal, Data Mining (ZeroR).</remarks>
/// <typeparam name="TInput">What is not looked at.</typeparam>
public sealed class CommonClassModel<TInput> : IClassModel<TInput>, IPersistent<CommonClassModel<TInput>>
{
    private readonly double[] _shares;

    private CommonClassModel(Vocabulary classes, double[] shares) => (Classes, _shares) = (classes, shares);

    /// <inheritdoc />
    public Vocabulary Classes { get; }

    /// <inheritdoc />
    public void Predict(TInput input, Span<double> probabilities) => _shares.CopyTo(probabilities);

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("classes", Classes.Ids);
        writer.Array<double>("shares", _shares);
    }

    /// <inheritdoc />
    public static CommonClassModel<TInput> Load(IArtifactReader reader) => new(new(reader.Ids("classes")), reader.Array<double>("shares"));

    /// <summary>Counts.</summary>
    /// <exception cref="TooLittleDataException">Fewer than two classes have rows.</exception>
    internal static CommonClassModel<TInput> Of(Labelled<TInput> data, FitContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        data.RequireTwoClasses();
        var shares = new double[data.Classes.Count];
        foreach (var label in data.Labels)
            shares[label]++;
        return new(data.Classes, Array.ConvertAll(shares, count => count / data.Labels.Length));
    }
}
