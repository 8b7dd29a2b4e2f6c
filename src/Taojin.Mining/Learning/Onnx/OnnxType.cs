namespace Taojin.Mining.Learning.Onnx;

/// <summary>Element types by their numbers in ONNX (TensorProto.DataType).</summary>
public enum OnnxType
{
    /// <summary>32-bit floating point.</summary>
    Float32 = 1,

    /// <summary>0 to 255.</summary>
    UInt8 = 2,

    /// <summary>−128 to 127.</summary>
    Int8 = 3,

    /// <summary>32-bit whole numbers.</summary>
    Int32 = 6,

    /// <summary>64-bit whole numbers: indexes, shapes and axes.</summary>
    Int64 = 7,

    /// <summary>True or false, a byte each.</summary>
    Bool = 9,

    /// <summary>The upper half of a 32-bit floating point number.</summary>
    BFloat16 = 16,
}

/// <summary>A length of an input or output: a number, or any number under a name.</summary>
/// <param name="Value">The number, where it is known.</param>
/// <param name="Name">The name, where it is not; equal names are equal lengths.</param>
public readonly record struct OnnxLength(int Value, string? Name)
{
    /// <summary>Any number, such as of <c>rows</c>.</summary>
    public static OnnxLength Any(string name) => new(0, name);

    /// <summary>A known number.</summary>
    public static implicit operator OnnxLength(int value) => new(value, null);
}
