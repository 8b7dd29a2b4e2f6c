using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Recommendation;

/// <summary>A sparse matrix as four arrays of an artifact.</summary>
internal static class SparseParts
{
    public static void Save(IArtifactWriter writer, string name, CsrMatrix matrix)
    {
        writer.Array<int>($"{name}.shape", [matrix.RowCount, matrix.ColumnCount]);
        writer.Array($"{name}.starts", matrix.Starts);
        writer.Array($"{name}.columns", matrix.Columns);
        writer.Array($"{name}.values", matrix.Values);
    }

    public static CsrMatrix Load(IArtifactReader reader, string name)
    {
        var shape = reader.Array<int>($"{name}.shape");
        return new(shape[0], shape[1], reader.Array<int>($"{name}.starts"), reader.Array<int>($"{name}.columns"), reader.Array<float>($"{name}.values"));
    }
}
