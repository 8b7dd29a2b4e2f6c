using System.Buffers;
using Taojin.Storage.Models;

namespace Taojin.Storage.Postgres;

/// <summary>The files of trained models in the store. A version never changes; each server copies those that it opens.</summary>
internal sealed class PostgresModels(PostgresStore store)
{
    private const string CardFile = "card.json";
    private const int PieceBytes = 4 << 20;

    /// <summary>All versions, by task, name and number.</summary>
    public IReadOnlyList<ModelVersion> Versions() => store.Read("model_versions_read", row => new ModelVersion(row.GetString(0), row.GetString(1), row.GetInt32(2)));

    /// <summary>The card of a version, or null when there is none.</summary>
    public byte[]? CardOf(ModelVersion version) => store.Read("model_card_read", row => row.GetFieldValue<byte[]>(0), Named(version)).FirstOrDefault();

    /// <summary>Adds a version with the files of a folder, all at once.</summary>
    /// <returns>The version it became: a later number, where another server took this one meanwhile.</returns>
    public ModelVersion Add(ModelVersion version, string folder)
    {
        while (true)
        {
            using var write = new PostgresWrite(store, new(), isLong: true);
            if (write.Run("model_version_add", [.. Named(version), ("card", File.ReadAllBytes(Path.Combine(folder, CardFile)))]) == 0)
            {
                version = version with { Number = version.Number + 1 };
                continue;
            }
            foreach (var file in Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) != CardFile).Order(StringComparer.Ordinal))
                AddFile(write, version, file);
            write.Commit();
            return version;
        }
    }

    /// <summary>Puts the files of a folder in the place of a version's own, all at once: an erasure changed them.</summary>
    public void Replace(ModelVersion version, string folder)
    {
        using var write = new PostgresWrite(store, new(), isLong: true);
        write.Run("model_files_remove", Named(version));
        write.Run("model_card_write", [.. Named(version), ("card", File.ReadAllBytes(Path.Combine(folder, CardFile)))]);
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) != CardFile).Order(StringComparer.Ordinal))
            AddFile(write, version, file);
        write.Commit();
    }

    /// <summary>Takes a version away.</summary>
    public void Remove(ModelVersion version)
    {
        using var write = new PostgresWrite(store, new());
        write.Run("model_version_remove", Named(version));
        write.Commit();
    }

    /// <summary>Writes the files of a version into a folder, the card last.</summary>
    public void CopyTo(string folder, ModelVersion version)
    {
        FileStream? file = null;
        try
        {
            foreach (var (name, piece) in store.Stream("model_files_read", row => (row.GetString(0), row.GetFieldValue<byte[]>(1)), Named(version)))
            {
                if (file is null || Path.GetFileName(file.Name) != name)
                {
                    Finish(file);
                    file = new FileStream(Path.Combine(folder, ModelNames.Checked(name)), FileMode.CreateNew, FileAccess.Write, FileShare.None);
                }
                file.Write(piece);
            }
            Finish(file);
        }
        finally
        {
            file?.Dispose();
        }
        using var card = new FileStream(Path.Combine(folder, CardFile), FileMode.CreateNew, FileAccess.Write, FileShare.None);
        card.Write(CardOf(version)!);
        card.Flush(flushToDisk: true);
    }

    private static void AddFile(PostgresWrite write, ModelVersion version, string file)
    {
        using var stream = File.OpenRead(file);
        var buffer = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            for (var piece = 0; ; piece++)
            {
                var count = stream.ReadAtLeast(buffer.AsSpan(0, PieceBytes), PieceBytes, throwOnEndOfStream: false);
                if (count > 0 || piece == 0)
                    write.Run("model_file_add", [.. Named(version), ("file", Path.GetFileName(file)), ("piece", piece), ("bytes", new ReadOnlyMemory<byte>(buffer, 0, count))]);
                if (count < PieceBytes)
                    return;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Finish(FileStream? file)
    {
        file?.Flush(flushToDisk: true);
        file?.Dispose();
    }

    private static (string Name, object? Value)[] Named(ModelVersion version) => [("task", version.Task), ("name", version.Name), ("number", version.Number)];
}
