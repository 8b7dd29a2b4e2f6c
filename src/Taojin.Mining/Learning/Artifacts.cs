using System.Text.Json.Nodes;

namespace Taojin.Mining.Learning;

/// <summary>A model that can be written down and read back, bit for bit.</summary>
public interface IPersistent<out TSelf>
{
    /// <summary>Writes everything that <see cref="Load"/> needs.</summary>
    void Save(IArtifactWriter writer);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    static abstract TSelf Load(IArtifactReader reader);
}

/// <summary>Takes the parts of a model, each under a name of its own: raw little-endian arrays, texts, settings.</summary>
public interface IArtifactWriter
{
    /// <summary>Writes an array of numbers; at most 2³¹ bytes.</summary>
    void Array<T>(string name, ReadOnlySpan<T> values)
        where T : unmanaged;

    /// <summary>Writes a text in UTF-8, such as a LightGBM model.</summary>
    void Text(string name, string text);

    /// <summary>Writes bytes as they are, such as an ONNX graph.</summary>
    void Bytes(string name, ReadOnlySpan<byte> bytes);

    /// <summary>Writes ids, one after another; any characters may stand in them.</summary>
    void Ids(string name, IReadOnlyList<string> ids);

    /// <summary>A few named numbers and words that belong to the model.</summary>
    JsonObject Settings { get; }
}

/// <summary>Gives back the parts of a model.</summary>
public interface IArtifactReader
{
    /// <summary>Reads an array of numbers.</summary>
    T[] Array<T>(string name)
        where T : unmanaged;

    /// <summary>Reads a text.</summary>
    string Text(string name);

    /// <summary>Reads bytes.</summary>
    byte[] Bytes(string name);

    /// <summary>Reads ids.</summary>
    string[] Ids(string name);

    /// <summary>Named numbers and words of the model.</summary>
    JsonObject Settings { get; }
}
