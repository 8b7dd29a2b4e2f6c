using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Taojin.Mining.Text.Sentences;

namespace Taojin.Mining.Text;

/// <summary>Runs of a text and, where a sentence encoder is given, its vector beside them.</summary>
public record EncodedTextOptions : LinearTextOptions
{
    /// <summary>Says what a text means; null without. It stands in the stored model, so that answering needs nothing else; <see cref="LinearTextOptions.Megabytes"/> then has no effect.</summary>
    [JsonIgnore] public SentenceEncoder? Encoder { get; init; }

    /// <summary>What the vector of the encoder weighs beside the runs, both of length 1; 0 leaves it out. Without an encoder it has no effect.</summary>
    [Range(0, 100)] public double EncoderWeight { get; init; } = 1;
}
