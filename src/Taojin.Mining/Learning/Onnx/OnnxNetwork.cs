using Microsoft.ML.OnnxRuntime;

namespace Taojin.Mining.Learning.Onnx;

/// <summary>A network that is run by ONNX Runtime. Safe for parallel use; one thread a call.</summary>
internal sealed class OnnxNetwork : IDisposable
{
    public const string In = "x", Out = "y";
    private readonly InferenceSession _session;

    public OnnxNetwork(byte[] model) => _session = Open(model);

    /// <summary>A session that leaves threads to the caller.</summary>
    public static InferenceSession Open(byte[] model)
    {
        NativeThreads.WaitPassively();
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return new(model, options);
    }

    /// <param name="rows">Shape [rows × columns].</param>
    /// <param name="columns">Number of columns.</param>
    /// <returns>Shape [rows].</returns>
    public float[] Run(float[] rows, int columns) => Run(rows, columns, 1);

    /// <param name="rows">Shape [rows × columns].</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="outputs">Numbers that come out for each row.</param>
    /// <returns>Shape [rows × outputs].</returns>
    public float[] Run(float[] rows, int columns, int outputs) => Run(rows, columns, (Out, outputs));

    /// <param name="rows">Shape [rows × columns].</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="asked">Which output, and how many numbers of it come out for each row.</param>
    /// <returns>Shape [rows × width].</returns>
    public float[] Run(float[] rows, int columns, (string Name, int Width) asked)
    {
        var count = rows.Length / columns;
        var output = new float[count * asked.Width];
        using var input = OrtValue.CreateTensorValueFromMemory(rows, [count, columns]);
        using var result = OrtValue.CreateTensorValueFromMemory(output, [count, asked.Width]);
        using var run = new RunOptions();
        _session.Run(run, [In], [input], [asked.Name], [result]);
        return output;
    }

    /// <param name="count">Rows of each input.</param>
    /// <param name="inputs">All inputs by name; they are disposed of.</param>
    /// <returns>One number a row, shape [rows].</returns>
    public float[] Run(int count, params IReadOnlyList<OnnxValue> inputs)
    {
        var output = new float[count];
        using var result = OrtValue.CreateTensorValueFromMemory(output, [count, 1]);
        using var run = new RunOptions();
        _session.Run(run, [.. inputs.Select(input => input.Name)], [.. inputs.Select(input => input.Value)], [Out], [result]);
        foreach (var input in inputs)
            input.Value.Dispose();
        return output;
    }

    public void Dispose() => _session.Dispose();
}

/// <summary>A named input of a network.</summary>
internal readonly record struct OnnxValue(string Name, OrtValue Value)
{
    /// <param name="name">Its name in the graph.</param>
    /// <param name="values">Row by row.</param>
    /// <param name="shape">Its lengths.</param>
    public static OnnxValue Of<T>(string name, T[] values, params long[] shape)
        where T : unmanaged => new(name, OrtValue.CreateTensorValueFromMemory(values, shape));
}
