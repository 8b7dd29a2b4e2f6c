using TorchSharp;
using static TorchSharp.torch;

namespace Taojin.Mining.Torch;

/// <summary>Tensors and plain numbers.</summary>
internal static class Scalars
{
    /// <summary>
    /// The tensor times a number. TorchSharp's operator makes a native scalar that nothing holds while the native call reads it, and the collector may free it there;
    /// this one lives until the product is made.
    /// </summary>
    public static Tensor Times(this Tensor tensor, double factor)
    {
        using Scalar scalar = factor;
        return tensor * scalar;
    }

    /// <summary>The tensor with a number added to each place, as careful.</summary>
    public static Tensor Plus(this Tensor tensor, double number)
    {
        using Scalar scalar = number;
        return tensor + scalar;
    }
}
