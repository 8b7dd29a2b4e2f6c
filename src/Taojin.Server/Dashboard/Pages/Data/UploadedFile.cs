using Microsoft.AspNetCore.Components.Forms;

namespace Taojin.Server.Dashboard.Pages.Data;

/// <summary>A file that a reader dropped, kept until it is imported or another one comes.</summary>
internal sealed class UploadedFile : IDisposable
{
    private const long Largest = 4L << 30;
    private readonly string _folder;

    private UploadedFile(string folder, string name) => (_folder, Name) = (folder, name);

    public string Name { get; }

    public string Path => System.IO.Path.Combine(_folder, Name);

    /// <param name="file">What the browser sends.</param>
    /// <param name="told">Told how many bytes have come.</param>
    public static async Task<UploadedFile> TakeAsync(IBrowserFile file, Action<long> told)
    {
        var kept = new UploadedFile(Directory.CreateTempSubdirectory("taojin-upload-").FullName, SafeName(file.Name));
        await using var input = file.OpenReadStream(Largest);
        await using var output = File.Create(kept.Path);
        var (buffer, length, total) = (new byte[256 << 10], 0, 0L);
        while ((length = await input.ReadAsync(buffer)) > 0)
        {
            await output.WriteAsync(buffer.AsMemory(0, length));
            told(total += length);
        }
        return kept;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Only the last part of the name, without what a file system might take for a way.</summary>
    private static string SafeName(string name)
    {
        var safe = string.Concat(System.IO.Path.GetFileName(name.Replace('\\', '/')).Where(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_' or ' ')).Trim('.', ' ');
        return safe.Length == 0 ? "upload.csv" : safe;
    }
}
