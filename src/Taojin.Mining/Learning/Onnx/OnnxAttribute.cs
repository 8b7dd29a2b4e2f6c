namespace Taojin.Mining.Learning.Onnx;

/// <summary>An attribute of an operator: a whole number, a number, or several whole numbers.</summary>
public readonly struct OnnxAttribute
{
    private const int Number = 1, Whole = 2, WholeNumbers = 7; // AttributeProto.AttributeType: FLOAT, INT, INTS
    private readonly string _name;
    private readonly int _type;
    private readonly float _number;
    private readonly long[] _whole;

    private OnnxAttribute(string name, int type, float number, params long[] whole) => (_name, _type, _number, _whole) = (name, type, number, whole);

    /// <summary>A whole number.</summary>
    public static implicit operator OnnxAttribute((string Name, int Value) given) => new(given.Name, Whole, 0, given.Value);

    /// <summary>A number.</summary>
    public static implicit operator OnnxAttribute((string Name, float Value) given) => new(given.Name, Number, given.Value);

    /// <summary>Several whole numbers.</summary>
    public static implicit operator OnnxAttribute((string Name, long[] Values) given) => new(given.Name, WholeNumbers, 0, given.Values);

    internal Protobuf ToMessage()
    {
        var message = new Protobuf().Text(1, _name);
        if (_type == Number)
            message.Number(2, _number);
        foreach (var value in _whole)
            message.Number(_type == Whole ? 3 : 8, value);
        return message.Number(20, _type);
    }
}
