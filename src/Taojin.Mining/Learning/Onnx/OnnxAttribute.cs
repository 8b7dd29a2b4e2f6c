namespace Taojin.Mining.Learning.Onnx;

/// <summary>An attribute of an operator, such as <c>("axis", 1)</c>.</summary>
public readonly struct OnnxAttribute
{
    private const int Single = 1, Whole = 2, Wholes = 7;

    private OnnxAttribute(Protobuf message) => Message = message;

    /// <summary>AttributeProto: 1 name, 2 f, 3 i, 8 ints, 20 type.</summary>
    internal Protobuf Message { get; }

    /// <summary>A whole number.</summary>
    public static implicit operator OnnxAttribute((string Name, int Value) whole) => new(new Protobuf().Text(1, whole.Name).Number(3, whole.Value).Number(20, Whole));

    /// <summary>A number.</summary>
    public static implicit operator OnnxAttribute((string Name, float Value) single) => new(new Protobuf().Text(1, single.Name).Number(2, single.Value).Number(20, Single));

    /// <summary>Whole numbers.</summary>
    public static implicit operator OnnxAttribute((string Name, long[] Values) wholes)
    {
        var message = new Protobuf().Text(1, wholes.Name);
        foreach (var value in wholes.Values)
            message.Number(8, value);
        return new(message.Number(20, Wholes));
    }
}
