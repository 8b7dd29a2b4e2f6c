using Taojin.Data;
using Taojin.Storage.Import;
using Taojin.Storage.Reading;

namespace Taojin.Storage.Sources;

/// <summary>What every source of text does at the beginning and at the end of a file.</summary>
internal static class SourceText
{
    /// <summary>Opens the text of a file.</summary>
    /// <exception cref="TaojinException">import.file-damaged: nothing of a packed file can be unpacked. import.encoding-unknown.</exception>
    public static TextInput Open(InputFile file, string? encoding, ImportSink sink)
    {
        sink.Packed = file.Packed;
        var text = TextInput.Open(file.Content, encoding);
        return text.Head.IsEmpty && file.Content.Cut is { } reason
            ? throw new TaojinException("import.file-damaged", $"Nothing of '{file.Name}' can be unpacked: {reason}", "Fetch the file again.")
            : text;
    }

    /// <summary>Notes that a packed file broke off, and counts a reject for what is lost; the row within which it did is a reject already.</summary>
    /// <param name="file">The file, read to its end.</param>
    /// <param name="lastLine">Line on which its last row began.</param>
    /// <param name="isEnded">Whether that row was whole, or was none that counts.</param>
    /// <param name="sink">Takes the note and the reject.</param>
    public static void NoteCut(InputFile file, long lastLine, bool isEnded, ImportSink sink)
    {
        if (file.Content.Cut is not { } reason)
            return;
        sink.Notes.Add($"{file.Name} breaks off after line {lastLine}: {reason}");
        if (isEnded)
            sink.Reject(new RowPlace(file.Name, lastLine + 1, []), null, RejectCodes.FileCut);
    }
}
