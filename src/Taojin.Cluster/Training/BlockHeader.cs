using System.IO.Hashing;
using System.Text;

namespace Taojin.Cluster.Training;

/// <summary>What stands before the vectors of a block on the wire, little-endian.</summary>
/// <param name="Fit">Hash of the fit's name.</param>
/// <param name="Sweep">Which sweep.</param>
/// <param name="Side">Which side.</param>
/// <param name="Number">Which block of it.</param>
/// <param name="Bytes">How many bytes follow.</param>
internal readonly record struct BlockHeader(ulong Fit, int Sweep, int Side, int Number, int Bytes)
{
    public static BlockHeader Of(SweepId sweep, BlockId block, int bytes) => new(HashOf(sweep.Fit), sweep.Number, block.Side, block.Number, bytes);

    public static ulong HashOf(string fit) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(fit));

    public BlockId Block => new(Side, Number);
}
