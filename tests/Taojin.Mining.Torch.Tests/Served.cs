using Microsoft.ML.OnnxRuntime;

namespace Taojin.Mining.Torch.Tests;

/// <summary>Runs a graph that was written as a server would.</summary>
internal static class Served
{
    /// <summary>The output <c>y</c> for some inputs, each with its shape.</summary>
    public static float[] Run(byte[] graph, params (string Name, Array Values, long[] Shape)[] inputs)
    {
        using var session = new InferenceSession(graph);
        var values = inputs.Select(input => input.Values is float[] numbers
            ? OrtValue.CreateTensorValueFromMemory(numbers, input.Shape)
            : OrtValue.CreateTensorValueFromMemory((long[])input.Values, input.Shape)).ToArray();
        using var options = new RunOptions();
        using var output = session.Run(options, [.. inputs.Select(input => input.Name)], values, ["y"]);
        foreach (var value in values)
            value.Dispose();
        return output[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
