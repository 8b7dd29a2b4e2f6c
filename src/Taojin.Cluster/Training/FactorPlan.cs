using System.Text.Json;
using Taojin.Mining.Recommendation;
using Taojin.Numerics;
using Taojin.Storage;

namespace Taojin.Cluster.Training;

/// <summary>What every node must know of a fit.</summary>
/// <param name="Fit">Which fit: its leader's address, a slash and a number.</param>
/// <param name="Options">Options of the algorithm as JSON.</param>
/// <param name="Factors">Length of each vector.</param>
/// <param name="Starts">First row of each block of each side, and the number of rows last, shape [2][blocks + 1].</param>
/// <param name="Sweep">Sweeps done when the node joins.</param>
/// <param name="Seed">Names all chance of the fit.</param>
[GenerateSerializer, Immutable, Alias("taojin.factor-plan")]
internal sealed record FactorPlan(
    [property: Id(0)] string Fit,
    [property: Id(1)] string Options,
    [property: Id(2)] int Factors,
    [property: Id(3)] int[][] Starts,
    [property: Id(4)] int Sweep,
    [property: Id(5)] ulong Seed)
{
    private const int RowsPerBlock = 2048, FewBlocks = 64, MostBlocks = 4096;
    private const long MostBytes = 32 << 20;

    /// <summary>Parts both sides into blocks of equal work.</summary>
    /// <param name="fit">Which fit.</param>
    /// <param name="options">Options of the algorithm.</param>
    /// <param name="seed">Names all chance of the fit.</param>
    /// <param name="sides">What users touched, and by whom items were touched.</param>
    public static FactorPlan Of(string fit, ImplicitAlsOptions options, ulong seed, CsrMatrix[] sides) =>
        new(fit, JsonSerializer.Serialize(options, Snake.Json), options.Factors, [.. sides.Select(side => Parted(side, options.Factors))], 0, seed);

    /// <summary>Key of the process that leads the fit.</summary>
    public string Leader => Fit[..Math.Max(Fit.LastIndexOf('/'), 0)];

    /// <summary>Rows of a side.</summary>
    public int Rows(int side) => Starts[side][^1];

    /// <summary>Rows of the largest block of all.</summary>
    public int MostRows => Enumerable.Range(0, 2).SelectMany(BlocksOf).Max(block => RowsOf(block).Count);

    /// <summary>First row of a block and how many there are.</summary>
    public (int Start, int Count) RowsOf(BlockId block) => (Starts[block.Side][block.Number], Starts[block.Side][block.Number + 1] - Starts[block.Side][block.Number]);

    /// <summary>Whether a header is one of a block of this fit, of the size that it has.</summary>
    public bool Has(BlockHeader header) => header.Fit == BlockHeader.HashOf(Fit) && header.Side is BlockId.Users or BlockId.Items
        && header.Number >= 0 && header.Number < Starts[header.Side].Length - 1 && header.Bytes == (long)RowsOf(header.Block).Count * Factors * sizeof(float);

    /// <summary>All blocks of a side.</summary>
    public IEnumerable<BlockId> BlocksOf(int side) => Enumerable.Range(0, Starts[side].Length - 1).Select(number => new BlockId(side, number));

    /// <summary>A row costs its entries and half as much as it has factors, by the solver's count of multiplications: popular items weigh what they cost.</summary>
    private static int[] Parted(CsrMatrix rows, int factors)
    {
        var blocks = (int)Math.Clamp(Math.Max(Math.Min(rows.RowCount / RowsPerBlock, FewBlocks), (long)rows.RowCount * factors * sizeof(float) / MostBytes), 1, MostBlocks);
        var (starts, row) = (new int[blocks + 1], 0);
        var all = rows.EntryCount + ((long)rows.RowCount * factors / 2);
        for (var block = 1; block < blocks; block++)
        {
            while (row < rows.RowCount && rows.Starts[row] + ((long)row * factors / 2) < all * block / blocks)
                row++;
            starts[block] = row;
        }
        starts[blocks] = rows.RowCount;
        return starts;
    }
}
