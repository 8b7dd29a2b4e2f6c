using Microsoft.Win32.SafeHandles;
using Taojin.Storage.Live;

namespace Taojin.Storage.Tests.Live;

/// <summary>A real disk of which each part can be made to fail.</summary>
internal sealed class FailingDisk : IJournalDisk
{
    private readonly JournalDisk _disk = new();

    public bool IsFull { get; set; }

    public bool FailsToFlush { get; set; }

    public int Flushes { get; private set; }

    /// <summary>Is waited for before a flush.</summary>
    public Action? BeforeFlush { get; set; }

    /// <summary>Lets flushes fail, and holds the next one in the middle.</summary>
    public HeldFlush Hold()
    {
        var held = new HeldFlush();
        (BeforeFlush, FailsToFlush) = (held.Wait, true);
        return held;
    }

    public SafeFileHandle Create(string path, long bytes) => IsFull ? throw new IOException("No space left on device") : _disk.Create(path, bytes);

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        if (IsFull)
            throw new IOException("No space left on device");
        _disk.Write(file, bytes, offset);
    }

    public void Flush(SafeFileHandle file)
    {
        Flushes++;
        BeforeFlush?.Invoke();
        if (FailsToFlush)
            throw new IOException("Input/output error");
        _disk.Flush(file);
    }

    public long FreeBytes(string folder) => IsFull ? 0 : _disk.FreeBytes(folder);
}

/// <summary>A flush that stands still until it is let go.</summary>
internal sealed class HeldFlush : IDisposable
{
    private readonly ManualResetEventSlim _begun = new(), _let = new();

    public void UntilBegun() => _begun.Wait(TestContext.Current.CancellationToken);

    public void LetGo() => _let.Set();

    public void Wait()
    {
        _begun.Set();
        _let.Wait();
    }

    public void Dispose()
    {
        _begun.Dispose();
        _let.Dispose();
    }
}
