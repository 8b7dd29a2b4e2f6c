namespace Taojin.Mining.Learning;

/// <summary>How the weights of a network are kept, and what its products are counted in.</summary>
public enum NetworkPrecision
{
    /// <summary>32-bit floating point throughout.</summary>
    Float32,

    /// <summary>Weights of 16 bits (the upper half of 32), widened when the model is loaded: half the size on disk, sums of 32 bits.</summary>
    Bfloat16,

    /// <summary>Weights of 8 bits with one scale an output, inputs of layers of 8 bits in a range seen in training: a quarter of the size, whole-number products.</summary>
    Int8,
}
