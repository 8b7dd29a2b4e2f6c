using Taojin.Mining.Learning;
using Taojin.Mining.Text;

namespace Taojin.Mining.Classification;

/// <summary>Which runs stand beside the vector of the encoder, and how much it weighs. Without runs (words 0, longest_characters 0) the vector decides alone.</summary>
public sealed record TextTransformerOptions : EncodedTextOptions;

/// <summary>Categories of products from what a given sentence encoder says of their words, beside runs of words and characters.</summary>
/// <remarks>
/// The encoder (<see cref="Text.Sentences.SentenceEncoder"/>) was trained elsewhere and stays as it is; linear weights over its vector and the runs are fitted to it
/// (<see cref="LinearTextFit"/>). Reimers &amp; Gurevych 2019, doi:10.18653/v1/D19-1410. Costs milliseconds a text more than <see cref="LinearText"/>.
/// </remarks>
public sealed class TextTransformer(TextTransformerOptions options) : IDescribed<AlgorithmCard>, IEstimator<Labelled<ProductFacts>, LinearTextProducts>
{
    private readonly TextTransformerOptions _options = options.Validated();

    /// <inheritdoc />
    public static AlgorithmCard Card { get; } = AlgorithmCard.Of<TextTransformerOptions, LinearTextProducts>(
        "text-transformer", "Sentence encoder", "句向量模型", CategoryTasks.Category, "doi:10.18653/v1/D19-1410",
        options => new TextTransformer(options)) with { Needs = [DataNeed.TitledItems(20)], IsOnRequest = true };

    /// <inheritdoc />
    /// <exception cref="MissingEncoderException">No encoder is given.</exception>
    /// <exception cref="TooLittleDataException">Fewer than two classes have rows.</exception>
    public LinearTextProducts Fit(Labelled<ProductFacts> data, FitContext context) =>
        new(LinearTextFit.Fit(data.Select(product => product.Text), _options.Encoder is null ? throw new MissingEncoderException() : _options, context));
}

/// <summary>A sentence encoder was asked for and none is given.</summary>
public sealed class MissingEncoderException() : UnfitDataException(
    "encoder.none", "no sentence encoder is given (--encoder FOLDER)", "未指定句向量模型（--encoder 文件夹）", "Name the folder of one, with model.onnx and its tokenizer files: --encoder FOLDER, or encoder in [texts] of taojin.toml.");
