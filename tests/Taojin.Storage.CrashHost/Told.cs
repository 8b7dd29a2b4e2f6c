namespace Taojin.Storage.CrashHost;

/// <summary>Says how far the import is.</summary>
internal sealed class Told : IProgress<ImportProgress>
{
    /// <inheritdoc />
    public void Report(ImportProgress value)
    {
        Console.Out.WriteLine($"{value.Stage} {value.Rows}");
        Console.Out.Flush();
    }
}
