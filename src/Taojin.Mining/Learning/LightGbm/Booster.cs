using System.Text;
using Taojin.Numerics;

namespace Taojin.Mining.Learning.LightGbm;

/// <summary>Trees that grow, or that were read from a text. Growing is for one thread at a time; predicting is safe for many.</summary>
internal sealed unsafe class Booster : IDisposable
{
    private const int RawScore = 1, GainImportance = 1;
    private readonly BoosterHandle _handle = new();

    public Booster(Dataset training, string parameters)
    {
        nint booster = 0;
        Native.Call(() => Native.LGBM_BoosterCreate(training.Handle, parameters, out booster));
        _handle.Hold(booster);
    }

    public Booster(string text)
    {
        nint booster = 0;
        Native.Call(() => Native.LGBM_BoosterLoadModelFromString(text, out _, out booster));
        _handle.Hold(booster);
    }

    public void AddValidation(Dataset validation) => Native.Call(() => Native.LGBM_BoosterAddValidData(_handle, validation.Handle));

    /// <summary>Grows one tree; true when no split improves anything any more.</summary>
    public bool Grow()
    {
        var isFinished = 0;
        Native.Call(() => Native.LGBM_BoosterUpdateOneIter(_handle, out isFinished));
        return isFinished != 0;
    }

    /// <summary>The metric of the parameters on a data set: 0 is training, 1 validation.</summary>
    public double Metric(int dataset)
    {
        var values = stackalloc double[8];
        var place = (nint)values;
        Native.Call(() => Native.LGBM_BoosterGetEval(_handle, dataset, out _, (double*)place));
        return values[0];
    }

    /// <summary>The first so many trees as LightGBM's text.</summary>
    public string Text(int trees)
    {
        long needed = 0;
        Native.Call(() => Native.LGBM_BoosterSaveModelToString(_handle, 0, trees, 0, 0, out needed, null));
        var text = new byte[needed];
        fixed (byte* start = text)
        {
            var place = (nint)start;
            Native.Call(() => Native.LGBM_BoosterSaveModelToString(_handle, 0, trees, 0, needed, out needed, (byte*)place));
        }
        return Encoding.UTF8.GetString(text, 0, (int)needed - 1); // without the closing NUL
    }

    /// <summary>Gain by column, shape [columns].</summary>
    public double[] Gain(int columns)
    {
        var gain = new double[columns];
        fixed (double* start = gain)
        {
            var place = (nint)start;
            Native.Call(() => Native.LGBM_BoosterFeatureImportance(_handle, 0, GainImportance, (double*)place));
        }
        return gain;
    }

    /// <summary>Raw scores in log-odds, shape [rows].</summary>
    public double[] Scores(DenseRows rows, int threads) => Predict(rows.Values, rows.RowCount, rows.ColumnCount, RawScore, rows.RowCount, threads);

    /// <summary>Raw score of one row.</summary>
    public double Score(ReadOnlySpan<float> row) => Predict(row, 1, row.Length, RawScore, 1, 1)[0];

    /// <summary>Exact contributions (SHAP) of one row's columns with the bias last, shape [columns + 1].</summary>
    public double[] Contributions(ReadOnlySpan<float> row) => Predict(row, 1, row.Length, Native.PredictContributions, row.Length + 1, 1);

    public void Dispose() => _handle.Dispose();

    private double[] Predict(ReadOnlySpan<float> values, int rows, int columns, int what, int length, int threads)
    {
        var output = new double[length];
        if (rows == 0)
            return output;
        fixed (float* data = values)
        fixed (double* scores = output)
        {
            var (input, result) = ((nint)data, (nint)scores);
            Native.Call(() => ThreadTurns.Take(threads, () => Native.LGBM_BoosterPredictForMat(
                _handle, (float*)input, Native.Float32, rows, columns, 1, what, 0, -1, $"num_threads={threads}", out _, (double*)result)));
        }
        GC.KeepAlive(this);
        return output;
    }
}
