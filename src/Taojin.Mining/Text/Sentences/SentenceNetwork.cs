using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Taojin.Data;
using Taojin.Mining.Learning.Onnx;

namespace Taojin.Mining.Text.Sentences;

/// <summary>The network of an encoder: numbers of tokens in, one vector of length 1 a text out. Safe for parallel use; one thread a call.</summary>
internal sealed class SentenceNetwork
{
    private const string Ids = "input_ids", Mask = "attention_mask", Types = "token_type_ids", Whole = "sentence_embedding";
    private readonly InferenceSession _session;
    private readonly TokenPooling _pooling;
    private readonly string[] _inputs;
    private readonly string _output;
    private readonly bool _isPooled;

    /// <exception cref="TaojinException">encoder.damaged; encoder.shape: it reads or gives something else than a sentence encoder does.</exception>
    public SentenceNetwork(byte[] graph, TokenPooling pooling)
    {
        _pooling = pooling;
        try
        {
            _session = OnnxNetwork.Open(graph);
        }
        catch (OnnxRuntimeException exception)
        {
            throw Damaged(exception);
        }
        _inputs = [.. _session.InputMetadata.Keys];
        if (!_inputs.Contains(Ids) || _inputs.Except([Ids, Mask, Types]).Any() || _session.InputMetadata.Values.Any(each => each.ElementDataType != TensorElementType.Int64))
            throw Misshapen($"it reads {string.Join(", ", _session.InputMetadata.Select(each => $"{each.Key} ({each.Value.ElementDataType})"))}");
        var outputs = _session.OutputMetadata.Where(each => each.Value.ElementDataType == TensorElementType.Float).ToArray();
        (_output, _isPooled) = outputs.FirstOrDefault(each => each.Key == Whole && each.Value.Dimensions.Length == 2).Key is { } pooled ? (pooled, true)
            : outputs.FirstOrDefault(each => each.Value.Dimensions.Length == 3).Key is { } tokens ? (tokens, false)
            : outputs.FirstOrDefault(each => each.Value.Dimensions.Length == 2).Key is { } only ? (only, true)
            : throw Misshapen($"it gives {string.Join(", ", _session.OutputMetadata.Select(each => $"{each.Key} ({each.Value.ElementDataType}, {each.Value.Dimensions.Length} dimensions)"))}");
        Width = (int)_session.OutputMetadata[_output].Dimensions[^1] is > 0 and var width ? width : Run([[1, 1]])[0].Length;
    }

    /// <summary>Numbers of a vector.</summary>
    public int Width { get; }

    /// <summary>The vectors of some texts, shorter ones filled up behind a mask.</summary>
    /// <param name="texts">Numbers of the tokens of each.</param>
    public float[][] Run(IReadOnlyList<long[]> texts)
    {
        var longest = texts.Max(text => text.Length);
        var (ids, mask) = (new long[texts.Count * longest], new long[texts.Count * longest]);
        for (var text = 0; text < texts.Count; text++)
        {
            texts[text].CopyTo(ids, text * longest);
            mask.AsSpan(text * longest, texts[text].Length).Fill(1);
        }
        var values = _inputs.Select(name => OrtValue.CreateTensorValueFromMemory(name == Ids ? ids : name == Mask ? mask : new long[ids.Length], [texts.Count, longest])).ToArray();
        try
        {
            using var run = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            using var said = _session.Run(run, _inputs, values, [_output]);
            var span = said[0].GetTensorDataAsSpan<float>();
            return Pooled(span, texts, longest);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new TaojinException("encoder.mismatch", $"The encoder's network cannot read the tokens of its vocabulary: {exception.Message}", "Take model.onnx and the tokenizer files from one and the same model.", exception);
        }
        finally
        {
            foreach (var value in values)
                value.Dispose();
        }
    }

    private float[][] Pooled(ReadOnlySpan<float> said, IReadOnlyList<long[]> texts, int longest)
    {
        var vectors = new float[texts.Count][];
        var width = said.Length / texts.Count / (_isPooled ? 1 : longest);
        for (var text = 0; text < vectors.Length; text++)
        {
            var vector = vectors[text] = new float[width];
            var first = said.Slice(text * width * (_isPooled ? 1 : longest), width);
            if (_isPooled || _pooling == TokenPooling.First)
                first.CopyTo(vector);
            else
                for (var token = 0; token < texts[text].Length; token++)
                    TensorPrimitives.Add(vector, said.Slice(((text * longest) + token) * width, width), vector);
            var length = TensorPrimitives.Norm<float>(vector);
            if (!float.IsFinite(length))
                throw Damaged(null);
            if (length > 0)
                TensorPrimitives.Divide(vector, length, vector);
        }
        return vectors;
    }

    private static TaojinException Damaged(Exception? exception) => new(
        "encoder.damaged", $"The encoder's network cannot be used: {exception?.Message ?? "what it gives are no numbers"}", "Copy its model.onnx again.", exception);

    private static TaojinException Misshapen(string what) => new(
        "encoder.shape", $"The network is no sentence encoder: {what}.", $"Export one that reads {Ids}, {Mask} and perhaps {Types} (int64) and gives float vectors of tokens or of the text.");
}
