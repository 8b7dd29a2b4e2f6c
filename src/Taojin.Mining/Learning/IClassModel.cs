using Taojin.Data;

namespace Taojin.Mining.Learning;

/// <summary>Says how probable each of several classes is; exactly one of them is right.</summary>
public interface IClassModel
{
    /// <summary>The classes it was fitted on, by index.</summary>
    Vocabulary Classes { get; }
}

/// <summary>Says how probable each class is for something: a text, a picture, a product with both.</summary>
/// <typeparam name="TInput">What is classified. A model of products takes any side of them that is there.</typeparam>
/// <remarks>A model is immutable and safe for parallel use. It never abstains: <see cref="Abstention"/> does, outside.</remarks>
public interface IClassModel<in TInput> : IClassModel
{
    /// <summary>Writes the probability of each class; they lie in 0 to 1 and add up to 1. Where nothing of the input is known they are the shares of the classes.</summary>
    /// <param name="input">What is classified.</param>
    /// <param name="probabilities">Receives one probability a class, shape [classes].</param>
    void Predict(TInput input, Span<double> probabilities);
}

/// <summary>Says which words spoke for or against a class.</summary>
public interface IExplainsWords<in TInput> : IClassModel<TInput>
{
    /// <summary>Parts of the text with what they added to the class's log-odds, strongest first.</summary>
    /// <param name="input">What was classified.</param>
    /// <param name="class">Index of the class asked about.</param>
    /// <param name="count">At most so many words.</param>
    IReadOnlyList<WordPart> Explain(TInput input, int @class, int count);
}

/// <summary>A word's part in a decision.</summary>
/// <param name="Start">Where it starts in the text as it was compared (folded).</param>
/// <param name="Word">The word, folded; in Chinese one character or a run of them.</param>
/// <param name="Weight">Added to the class's log-odds; below 0 it spoke against.</param>
public readonly record struct WordPart(int Start, string Word, double Weight);

/// <summary>Says how much something resembles what was learned from, whatever its class: where it is low, the right class may be none of those known.</summary>
public interface ISaysFamiliarity<in TInput> : IClassModel<TInput>
{
    /// <summary>Higher is more familiar; only the order means something, so that a threshold is taken from rows of known classes.</summary>
    double Familiarity(TInput input);
}
