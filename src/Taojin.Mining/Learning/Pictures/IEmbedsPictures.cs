namespace Taojin.Mining.Learning.Pictures;

/// <summary>Turns pictures into vectors: what looks alike lies close together.</summary>
public interface IEmbedsPictures
{
    /// <summary>Length of a vector.</summary>
    int EmbeddingWidth { get; }

    /// <summary>Writes the vector of a picture, of length 1.</summary>
    /// <param name="picture">Any picture.</param>
    /// <param name="vector">Shape [<see cref="EmbeddingWidth"/>].</param>
    void Embed(Picture picture, Span<float> vector);
}
