using System.Runtime.Intrinsics.X86;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;
using TorchSharp;

namespace Taojin.Mining.Torch;

/// <summary>Loads libtorch once, quietly and with one thread.</summary>
internal static class TorchRuntime
{
    /// <summary>Held by who fits: libtorch has one generator a process, so fits at the same time would draw from each other's chance.</summary>
    public static Lock Turn { get; } = new();

    /// <summary>Whether the processor multiplies numbers of 16 bits (AVX512-BF16): it does so about twice as fast.</summary>
    public static bool MultipliesBfloat16 { get; } = X86Base.IsSupported && Avx512F.IsSupported && (X86Base.CpuId(7, 1).Eax & (1 << 5)) != 0;

    /// <summary>Makes torch ready and gives it its chance.</summary>
    /// <exception cref="TaojinException">Its native library does not load here.</exception>
    public static void Start(SplitMix64 chance)
    {
        NativeThreads.WaitPassively();
        try
        {
            torch.set_num_threads(1);
            torch.manual_seed((long)(chance.NextUInt64() >> 1));
        }
        catch (Exception missing) when (missing is TypeInitializationException or DllNotFoundException or NotSupportedException)
        {
            throw new TaojinException(
                "torch.not-loaded", $"libtorch does not load on this system: {missing.GetBaseException().Message}", "Build with ./taojin, which prepares it; it needs 64-bit Linux with glibc 2.28 or newer.", missing);
        }
    }
}
