using Taojin.Data;

namespace Taojin.Server.Resources;

/// <summary>A file that was sent, kept outside the workspace until it is imported or another one comes.</summary>
internal sealed class UploadedFile : IDisposable
{
    /// <summary>Most bytes of one.</summary>
    public const long Largest = 4L << 30;
    private readonly string _folder;

    private UploadedFile(string folder, string name) => (_folder, Name) = (folder, name);

    public string Name { get; }

    public string Path => System.IO.Path.Combine(_folder, Name);

    /// <param name="input">What is sent.</param>
    /// <param name="name">What the sender calls it.</param>
    /// <param name="told">Told how many bytes have come.</param>
    /// <param name="cancellation">Ends it; nothing stays.</param>
    /// <exception cref="TaojinException">storage.full.</exception>
    public static async Task<UploadedFile> TakeAsync(Stream input, string name, Action<long> told, CancellationToken cancellation = default)
    {
        var kept = new UploadedFile(Directory.CreateTempSubdirectory("taojin-upload-").FullName, SafeName(name));
        try
        {
            await using var output = File.Create(kept.Path);
            var (buffer, length, total) = (new byte[256 << 10], 0, 0L);
            while ((length = await input.ReadAsync(buffer, cancellation)) > 0)
            {
                await WriteAsync(output, buffer.AsMemory(0, length), cancellation);
                told(total += length);
            }
            return kept;
        }
        catch
        {
            kept.Dispose();
            throw;
        }
    }

    private static async Task WriteAsync(FileStream output, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await output.WriteAsync(bytes, cancellation);
        }
        catch (IOException fault)
        {
            throw new TaojinException("storage.full", $"The file could not be kept: {fault.Message}", "Nothing of it was kept. Make room on the disk of temporary files and send it again.", fault);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Only the last part of the name, without what a file system might take for a way.</summary>
    private static string SafeName(string name)
    {
        var safe = string.Concat(System.IO.Path.GetFileName(name.Replace('\\', '/')).Where(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_' or ' ').TakeLast(60)).Trim('.', ' ');
        return safe.Length == 0 ? "upload.csv" : safe;
    }
}
