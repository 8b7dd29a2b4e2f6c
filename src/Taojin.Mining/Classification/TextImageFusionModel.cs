using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Pictures;

namespace Taojin.Mining.Classification;

/// <summary>What stacking learned: for products with words only, with a picture only, with both.</summary>
internal sealed record FusedSides(FusionWeights Words, FusionWeights Pictures, FusionWeights Both);

/// <summary>The models of the two sides, each under its algorithm's name, and how common the classes are.</summary>
internal sealed record FusionSides((string Name, IClassModel<ProductFacts> Model) Words, (string Name, IClassModel<ProductFacts> Model) Pictures, float[] Shares)
{
    public static bool HasWords(ProductFacts product) => product.Text.Any(char.IsLetterOrDigit);

    public static bool HasPicture(ProductFacts product) => product.Picture is not null;
}

/// <summary>A model of words and one of pictures whose answers become one.</summary>
public sealed class TextImageFusionModel : IExplainsWords<ProductFacts>, IExplainsRegions<ProductFacts>, IPersistent<TextImageFusionModel>
{
    private readonly FusionSides _sides;
    private readonly FusedSides? _fused;

    internal TextImageFusionModel(FusionSides sides, FusedSides? fused) => (_sides, _fused) = (sides, fused);

    /// <inheritdoc />
    public Vocabulary Classes => _sides.Words.Model.Classes;

    /// <summary>The model of words alone.</summary>
    public IClassModel<ProductFacts> Words => _sides.Words.Model;

    /// <summary>The model of pictures alone.</summary>
    public IClassModel<ProductFacts> Pictures => _sides.Pictures.Model;

    /// <summary>The same models with their plain mean in place of what was learned.</summary>
    public TextImageFusionModel Late() => new(_sides, null);

    /// <inheritdoc />
    public void Predict(ProductFacts input, Span<double> probabilities)
    {
        var (hasWords, hasPicture) = (FusionSides.HasWords(input), FusionSides.HasPicture(input));
        if (!hasWords && !hasPicture)
        {
            for (var label = 0; label < probabilities.Length; label++)
                probabilities[label] = _sides.Shares[label];
            return;
        }
        var (words, pictures) = (new double[hasWords ? probabilities.Length : 0], new double[hasPicture ? probabilities.Length : 0]);
        if (hasWords)
            Words.Predict(input, words);
        if (hasPicture)
            Pictures.Predict(input, pictures);
        if (_fused is not null)
            (hasWords && hasPicture ? _fused.Both : hasWords ? _fused.Words : _fused.Pictures).Apply(words, pictures, probabilities);
        else
            for (var label = 0; label < probabilities.Length; label++)
                probabilities[label] = hasWords && hasPicture ? (words[label] + pictures[label]) / 2 : hasWords ? words[label] : pictures[label];
    }

    /// <inheritdoc />
    public IReadOnlyList<WordPart> Explain(ProductFacts input, int @class, int count) =>
        FusionSides.HasWords(input) && Words is IExplainsWords<ProductFacts> explains ? explains.Explain(input, @class, count) : [];

    /// <inheritdoc />
    public RegionMap? Explain(ProductFacts input, int @class) => (Pictures as IExplainsRegions<ProductFacts>)?.Explain(input, @class);

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        var algorithms = new Algorithms();
        foreach (var (side, (name, model)) in new[] { ("words", _sides.Words), ("pictures", _sides.Pictures) })
        {
            writer.Settings[$"{side}_algorithm"] = name;
            algorithms[name].Save(model, new PrefixedWriter(writer, side));
        }
        writer.Array<float>("shares", _sides.Shares);
        writer.Settings["is_stacked"] = _fused is not null;
        if (_fused is null)
            return;
        foreach (var (name, weights) in new[] { ("words_only", _fused.Words), ("picture_only", _fused.Pictures), ("both", _fused.Both) })
            writer.Array<double>($"fusion_{name}", [weights.Words, weights.Pictures, .. weights.Shifts]);
    }

    /// <inheritdoc />
    public static TextImageFusionModel Load(IArtifactReader reader)
    {
        var algorithms = new Algorithms();
        var fused = (bool)reader.Settings["is_stacked"]! ? new FusedSides(Weights("words_only"), Weights("picture_only"), Weights("both")) : null;
        return new(new(Side("words"), Side("pictures"), reader.Array<float>("shares")), fused);

        (string, IClassModel<ProductFacts>) Side(string side) =>
            ((string)reader.Settings[$"{side}_algorithm"]!, (IClassModel<ProductFacts>)algorithms[(string)reader.Settings[$"{side}_algorithm"]!].Load(new PrefixedReader(reader, side)));

        FusionWeights Weights(string name) => reader.Array<double>($"fusion_{name}") is var values ? new(values[0], values[1], values[2..]) : null!;
    }
}
