using System.Runtime.InteropServices;
using Taojin.Data;

namespace Taojin.Mining.Learning.LightGbm;

/// <summary>The part of LightGBM's C API that is used here, as it stands in <c>c_api.h</c> of version 4.</summary>

internal static unsafe class Native
{
    public const int Float32 = 0;
    public const int PredictProbability = 0;
    public const int PredictContributions = 3;
    private const string Library = "lib_lightgbm";

    static Native() => NativeThreads.WaitPassively();

    /// <summary>Calls LightGBM and turns its error into words.</summary>
    /// <exception cref="TaojinException">LightGBM refused, or its library or libgomp is missing.</exception>
    public static void Call(Func<int> call)
    {
        try
        {
            if (call() != 0)
                throw new TaojinException("lightgbm.failed", $"LightGBM: {Marshal.PtrToStringUTF8(LGBM_GetLastError())}", "Check the options and the table it was given.");
        }
        catch (DllNotFoundException missing)
        {
            throw new TaojinException("lightgbm.not-loaded", $"LightGBM's library did not load: {missing.Message}", "Install OpenMP's runtime: apt-get install libgomp1", missing);
        }
    }

    [DllImport(Library)]
    private static extern nint LGBM_GetLastError();

    [DllImport(Library, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    public static extern int LGBM_DatasetCreateFromMat(float* data, int type, int rows, int columns, int isRowMajor, string parameters, nint reference, out nint dataset);

    [DllImport(Library, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    public static extern int LGBM_DatasetSetField(nint dataset, string field, void* data, int length, int type);

    [DllImport(Library)]
    public static extern int LGBM_DatasetFree(nint dataset);

    [DllImport(Library, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    public static extern int LGBM_BoosterCreate(nint dataset, string parameters, out nint booster);

    [DllImport(Library, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    public static extern int LGBM_BoosterLoadModelFromString(string model, out int iterations, out nint booster);

    [DllImport(Library)]
    public static extern int LGBM_BoosterFree(nint booster);

    [DllImport(Library)]
    public static extern int LGBM_BoosterAddValidData(nint booster, nint dataset);

    [DllImport(Library)]
    public static extern int LGBM_BoosterUpdateOneIter(nint booster, out int isFinished);

    [DllImport(Library)]
    public static extern int LGBM_BoosterGetEval(nint booster, int dataset, out int count, double* values);

    [DllImport(Library)]
    public static extern int LGBM_BoosterSaveModelToString(nint booster, int start, int iterations, int importance, long size, out long needed, byte* text);

    [DllImport(Library)]
    public static extern int LGBM_BoosterFeatureImportance(nint booster, int iterations, int type, double* values);

    [DllImport(Library, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    public static extern int LGBM_BoosterPredictForMat(
        nint booster, float* data, int type, int rows, int columns, int isRowMajor, int what, int start, int iterations, string parameters, out long length, double* values);

    [DllImport(Library, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    public static extern int LGBM_BoosterPredictForMatSingleRowFastInit(
        nint booster, int what, int start, int iterations, int type, int columns, string parameters, out nint config);

    [DllImport(Library)]
    public static extern int LGBM_BoosterPredictForMatSingleRowFast(nint config, float* data, out long length, double* values);

    [DllImport(Library)]
    public static extern int LGBM_FastConfigFree(nint config);
}
