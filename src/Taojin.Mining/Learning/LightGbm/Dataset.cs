namespace Taojin.Mining.Learning.LightGbm;

/// <summary>A table in LightGBM's own binned form.</summary>
internal sealed unsafe class Dataset : IDisposable
{
    private const int Float32Field = 0, Float64Field = 1, Int32Field = 2;
    private nint _handle;

    /// <param name="table">Values, shape [rows × columns]; NaN means missing.</param>
    /// <param name="labels">What came true, shape [rows].</param>
    /// <param name="parameters">Binning parameters.</param>
    /// <param name="reference">The data set whose bins are shared, for validation.</param>
    public Dataset(FeatureTable table, bool[] labels, string parameters, Dataset? reference = null)
        : this(table, Array.ConvertAll(labels, label => label ? 1f : 0f), parameters, reference)
    {
    }

    /// <param name="table">Values, shape [rows × columns]; NaN means missing.</param>
    /// <param name="targets">What came out, shape [rows].</param>
    /// <param name="parameters">Binning parameters.</param>
    /// <param name="reference">The data set whose bins are shared, for validation.</param>
    public Dataset(FeatureTable table, float[] targets, string parameters, Dataset? reference = null)
    {
        var rows = table.Values;
        var categories = string.Join(',', Enumerable.Range(0, rows.ColumnCount).Where(column => table.Categories[column] > 0));
        if (categories.Length > 0)
            parameters += $" categorical_feature={categories}";
        fixed (float* values = rows.Values)
        {
            var (data, bins) = ((nint)values, reference?.Handle ?? 0);
            Native.Call(() => Native.LGBM_DatasetCreateFromMat((float*)data, Native.Float32, rows.RowCount, rows.ColumnCount, 1, parameters, bins, out _handle));
        }
        fixed (float* target = targets)
            SetField("label", target, targets.Length, Float32Field);
    }

    public nint Handle => _handle;

    /// <summary>Lets every row's score start from a number, in log-odds.</summary>
    public void StartFrom(double score, int rowCount)
    {
        var scores = new double[rowCount];
        Array.Fill(scores, score);
        fixed (double* start = scores)
            SetField("init_score", start, rowCount, Float64Field);
    }

    /// <summary>Sets a field of whole numbers, such as <c>group</c>, the lengths of lists, or <c>position</c>, places in them.</summary>
    public void Set(string field, int[] values)
    {
        fixed (int* start = values)
            SetField(field, start, values.Length, Int32Field);
    }

    public void Dispose()
    {
        if (_handle != 0)
            _ = Native.LGBM_DatasetFree(_handle);
        _handle = 0;
    }

    private void SetField(string name, void* values, int length, int type)
    {
        var data = (nint)values;
        Native.Call(() => Native.LGBM_DatasetSetField(_handle, name, (void*)data, length, type));
    }
}
