using System.Text;
using Taojin.Mining.Learning.Onnx;
using Taojin.Mining.Text.Sentences;
using Taojin.Numerics;

namespace Taojin.Testing;

/// <summary>A whole sentence encoder of a few kilobytes: a vocabulary of words, letters and Chinese characters, and a network of a table and a layer that knows which words mean the same.</summary>
public static class TinyEncoder
{
    /// <summary>Numbers of a vector.</summary>
    public const int Width = 16;

    /// <summary>Words that mean the same, in both languages; a Chinese character is a token.</summary>
    private static readonly string[][] Meanings =
    [
        ["tea", "茶", "龙", "井", "绿", "普", "洱", "oolong", "乌"], ["jacket", "down", "coat", "parka", "羽", "绒", "服", "衣", "袄"], ["phone", "iphone", "samsung", "galaxy", "手", "机", "smartphone"],
        ["good", "great", "excellent", "superb", "好", "棒", "赞", "佳"], ["bad", "awful", "poor", "dreadful", "差", "烂", "糟"], ["refund", "money", "退", "款", "reimburse", "钱"], ["parcel", "delivery", "shipment", "包", "裹", "快", "递"],
    ];

    /// <summary>Lines of its <c>vocab.txt</c>.</summary>
    public static IReadOnlyList<string> Vocabulary { get; } =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Meanings.SelectMany(words => words), .. Letters.Select(letter => $"{letter}"), .. Letters.Select(letter => $"##{letter}"),
    ];

    private static string Letters => "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Its parts, in memory.</summary>
    public static EncoderParts Parts => new() { Graph = Graph(Vocabulary.Count), Vocabulary = Encoding.UTF8.GetBytes(string.Join('\n', Vocabulary) + "\n"), MostTokens = 64 };

    /// <summary>The encoder.</summary>
    public static SentenceEncoder Encoder => SentenceEncoder.Of(Parts);

    /// <summary>Writes it into a folder as publishers lay it out.</summary>
    public static string WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), Parts.Graph);
        File.WriteAllBytes(Path.Combine(folder, "vocab.txt"), Parts.Vocabulary);
        return folder;
    }

    /// <summary>Its network: tokens [texts × tokens] in, <c>last_hidden_state</c> [texts × tokens × <see cref="Width"/>] out.</summary>
    /// <param name="tokens">Rows of the table; tokens from there on cannot be read.</param>
    /// <param name="output">Name of the output.</param>
    public static byte[] Graph(int tokens, string output = "last_hidden_state")
    {
        var (table, layer, chance) = (new float[tokens * Width], new float[Width * Width], SplitMix64.Stream(3, "tiny-encoder"));
        for (var at = 0; at < Width; at++)
            layer[(at * Width) + at] = 1;
        for (var token = 0; token < tokens; token++)
            for (var at = 0; at < Width; at++)
                table[(token * Width) + at] = 0.05f * (float)chance.NextNormal();
        for (var (meaning, token) = (0, 5); meaning < Meanings.Length; meaning++)
            foreach (var _ in Meanings[meaning])
                if (token < tokens)
                    table[(token++ * Width) + meaning] += 2;
        return new OnnxGraph("tiny-encoder")
            .Input("input_ids", OnnxType.Int64, OnnxLength.Any("texts"), OnnxLength.Any("tokens"))
            .Input("attention_mask", OnnxType.Int64, OnnxLength.Any("texts"), OnnxLength.Any("tokens"))
            .Constant("table", table, tokens, Width)
            .Constant("layer", layer, Width, Width)
            .Node("Gather", ["table", "input_ids"], "read")
            .Node("MatMul", ["read", "layer"], "mixed")
            .Node("Tanh", ["mixed"], output)
            .Output(output, OnnxType.Float32, OnnxLength.Any("texts"), OnnxLength.Any("tokens"), Width)
            .ToModel();
    }
}
