using Microsoft.ML.OnnxRuntime;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Recommendation;

/// <summary>A sequence network that is run by ONNX Runtime. Safe for parallel use; one thread a call.</summary>
internal sealed class SequenceRun
{
    private readonly InferenceSession _session;
    private readonly string[] _inputs;
    private readonly int _itemCount;

    public SequenceRun(byte[] graph, int itemCount)
    {
        NativeThreads.WaitPassively();
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        (_session, _itemCount) = (new(graph, options), itemCount);
        _inputs = [.. _session.InputNames];
    }

    /// <param name="sequences">None of them empty or longer than the network reads.</param>
    /// <returns>Shape [sequences × items].</returns>
    public float[] Scores(IReadOnlyList<SessionEvent[]> sequences)
    {
        var (input, scores) = (SequenceInput.Of(sequences), new float[sequences.Count * _itemCount]);
        var values = Array.ConvertAll(_inputs, name => Value(name, input));
        using var result = OrtValue.CreateTensorValueFromMemory(scores, [sequences.Count, _itemCount]);
        using var run = new RunOptions();
        _session.Run(run, _inputs, values, ["scores"], [result]);
        foreach (var value in values)
            value.Dispose();
        return scores;
    }

    /// <returns>Scores of one item, shape [sequences].</returns>
    public float[] Scores(IReadOnlyList<SessionEvent[]> sequences, int item)
    {
        var all = Scores(sequences);
        return [.. Enumerable.Range(0, sequences.Count).Select(row => all[(row * _itemCount) + item])];
    }

    private static OrtValue Value(string name, SequenceInput input) => name switch
    {
        "items" => OrtValue.CreateTensorValueFromMemory(input.Items, [input.Rows, input.Length]),
        "ages" => OrtValue.CreateTensorValueFromMemory(input.Ages, [input.Rows, input.Length]),
        "kinds" => OrtValue.CreateTensorValueFromMemory(input.Kinds, [input.Rows, input.Length]),
        "gaps" => OrtValue.CreateTensorValueFromMemory(input.Gaps, [input.Rows, input.Length]),
        _ => OrtValue.CreateTensorValueFromMemory(input.Last, [input.Rows, 1]),
    };
}
