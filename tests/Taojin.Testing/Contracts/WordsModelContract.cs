using Taojin.Mining.Learning;

namespace Taojin.Testing.Contracts;

/// <summary>What every estimator of classes of texts promises: sentiment, intents.</summary>
/// <typeparam name="TInput">A text, or a text with what is known beside it.</typeparam>
public sealed class WordsModelContract<TInput> : EstimatorContract<Labelled<TInput>, IClassModel<TInput>>
{
    private static readonly string[] Odd = ["", "😀🎉", "\ud83d", new string('好', 1 << 17), "\0\u0001"];
    private readonly Func<int, ulong, Labelled<TInput>> _rows;
    private readonly Func<string, TInput> _of;

    /// <summary>The promises of one algorithm.</summary>
    /// <param name="algorithms">Where it is found, and its name.</param>
    /// <param name="rows">So many rows whose class stands in their words, by seed.</param>
    /// <param name="of">A text as an input.</param>
    public WordsModelContract((Algorithms All, string Name) algorithms, Func<int, ulong, Labelled<TInput>> rows, Func<string, TInput> of)
        : base(algorithms.All, algorithms.Name)
    {
        (_rows, _of) = (rows, of);
        Promise("a class that stands in the words is found, unless it is a baseline", FindsTheClass);
        Promise("probabilities lie in 0 to 1 and add up to 1, for odd texts too", AddUp);
        Promise("one class alone cannot be learned from, and that is said", NeedsTwo);
        Promise("parallel questions get the same answers", IsSafeInParallel);
    }

    /// <inheritdoc />
    protected override (Labelled<TInput> First, Labelled<TInput> Second) Data() => (_rows(300, 1), _rows(210, 5));

    /// <inheritdoc />
    protected override double[] Answers(IClassModel<TInput> model, Labelled<TInput> data) => [.. data.Inputs.SelectMany(input => Said(model, input))];

    /// <inheritdoc />
    protected override long Fingerprint(Labelled<TInput> data)
    {
        var hash = new HashCode();
        foreach (var (input, label) in data.Inputs.Zip(data.Labels))
            hash.Add((input, label));
        return hash.ToHashCode();
    }

    private static double[] Said(IClassModel<TInput> model, TInput input)
    {
        var probabilities = new double[model.Classes.Count];
        model.Predict(input, probabilities);
        return probabilities;
    }

    private void FindsTheClass()
    {
        if (Card.IsBaseline)
            return;
        var (model, test) = (Fit(_rows(300, 1)), _rows(200, 9));
        var right = test.Inputs.Zip(test.Labels).Count(each => Said(model, each.First) is var said && model.Classes.IdAt(Array.IndexOf(said, said.Max())) == test.Classes.IdAt(each.Second));
        ContractBrokenException.Unless(right >= 180, $"{Card.Name}: {right} of 200 texts are put in their class.");
    }

    private void AddUp()
    {
        var model = Fit(_rows(300, 1));
        foreach (var input in Odd.Select(_of).Concat(_rows(30, 9).Inputs))
        {
            var said = Said(model, input);
            ContractBrokenException.Unless(said.All(each => each is >= 0 and <= 1) && Math.Abs(said.Sum() - 1) < 1e-5, $"{Card.Name}: probabilities add up to {said.Sum():0.0000}.");
        }
    }

    private void NeedsTwo()
    {
        try
        {
            Fit(Labelled<TInput>.Of(_rows(90, 1).Inputs.Select(input => (input, "one"))));
        }
        catch (TooLittleDataException said)
        {
            ContractBrokenException.Unless(said.Message.Contains("90", StringComparison.Ordinal), $"{Card.Name}: the message does not say how many rows there are: {said.Message}");
            return;
        }
        throw new ContractBrokenException($"{Card.Name}: learned from rows of one class.");
    }

    private void IsSafeInParallel()
    {
        var (model, test) = (Fit(_rows(300, 1)), _rows(200, 9));
        var together = test.Inputs.AsParallel().AsOrdered().SelectMany(input => Said(model, input)).ToArray();
        ContractBrokenException.Unless(together.AsSpan().SequenceEqual(Answers(model, test)), $"{Card.Name}: parallel questions get other answers.");
    }
}
