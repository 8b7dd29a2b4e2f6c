using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Pictures;

namespace Taojin.Testing.Contracts;

/// <summary>What every estimator of product categories promises.</summary>
public sealed class ProductModelContract : EstimatorContract<Labelled<ProductFacts>, IClassModel<ProductFacts>>
{
    private static readonly ProductFacts[] Odd =
    [
        new(), new() { Title = "" }, new() { Title = "😀🎉" }, new() { Title = "\ud83d" }, new() { Title = new string('茶', 1 << 20) }, new() { Title = "\0\u0001" }, OfPicture(1, 1), OfPicture(3, 400), OfPicture(96, 96),
    ];

    private static ProductFacts OfPicture(int width, int height) => new() { Picture = Picture.Grey(width, height, new byte[width * height]) };

    /// <summary>The promises of one algorithm.</summary>
    /// <param name="algorithms">Where it is found.</param>
    /// <param name="name">Its name.</param>
    /// <param name="options">With which options the promises are checked; null for the defaults.</param>
    public ProductModelContract(Algorithms algorithms, string name, object? options = null)
        : base(algorithms, name, options)
    {
        Promise("a category that stands in the title and in the picture is found, unless it is a baseline", FindsTheCategory);
        Promise("probabilities lie in 0 to 1 and add up to 1, for odd products too", AddUp);
        Promise("one category alone cannot be learned from, and that is said", NeedsTwo);
        Promise("parallel questions get the same answers", IsSafeInParallel);
    }

    /// <inheritdoc />
    protected override (Labelled<ProductFacts> First, Labelled<ProductFacts> Second) Data() => (LabelledProducts.Of(), LabelledProducts.Of(210, seed: 5));

    /// <inheritdoc />
    protected override double[] Answers(IClassModel<ProductFacts> model, Labelled<ProductFacts> data) => [.. data.Inputs.SelectMany(product => Said(model, product))];

    /// <inheritdoc />
    protected override long Fingerprint(Labelled<ProductFacts> data)
    {
        var hash = new HashCode();
        foreach (var (product, label) in data.Inputs.Zip(data.Labels))
            hash.Add((product, label));
        return hash.ToHashCode();
    }

    private static double[] Said(IClassModel<ProductFacts> model, ProductFacts product)
    {
        var probabilities = new double[model.Classes.Count];
        model.Predict(product, probabilities);
        return probabilities;
    }

    private void FindsTheCategory()
    {
        if (Card.IsBaseline)
            return;
        var (model, test) = (Fit(LabelledProducts.Of()), LabelledProducts.Of(300, seed: 9));
        var right = test.Inputs.Zip(test.Labels).Count(each => Said(model, each.First) is var said && Array.IndexOf(said, said.Max()) == each.Second);
        ContractBrokenException.Unless(right >= 270, $"{Card.Name}: {right} of 300 products are put in their place.");
    }

    private void AddUp()
    {
        var model = Fit(LabelledProducts.Of());
        foreach (var product in Odd.Concat(LabelledProducts.Of(30, seed: 9).Inputs))
        {
            var said = Said(model, product);
            ContractBrokenException.Unless(said.All(each => each is >= 0 and <= 1) && Math.Abs(said.Sum() - 1) < 1e-5, $"{Card.Name}: probabilities of '{product.Text[..Math.Min(20, product.Text.Length)]}' add up to {said.Sum():0.0000}.");
        }
    }

    private void NeedsTwo()
    {
        try
        {
            Fit(Labelled<ProductFacts>.Of(LabelledProducts.Of(90).Inputs.Select(product => (product, "茶叶"))));
        }
        catch (TooLittleDataException said)
        {
            ContractBrokenException.Unless(said.Message.Contains("90", StringComparison.Ordinal), $"{Card.Name}: the message does not say how many rows there are: {said.Message}");
            return;
        }
        throw new ContractBrokenException($"{Card.Name}: learned from rows of one category.");
    }

    private void IsSafeInParallel()
    {
        var (model, test) = (Fit(LabelledProducts.Of()), LabelledProducts.Of(200, seed: 9));
        var together = test.Inputs.AsParallel().AsOrdered().SelectMany(product => Said(model, product)).ToArray();
        ContractBrokenException.Unless(together.AsSpan().SequenceEqual(Answers(model, test)), $"{Card.Name}: parallel questions get other answers.");
    }
}
