using Taojin.Storage.Import;

namespace Taojin.Storage.Sources;

/// <summary>Reads one format.</summary>
/// <remarks>
/// A new format is one file in this folder: an internal sealed class that is an <c>ISource</c> and an <c>IDescribed&lt;SourceCard&gt;</c>, with a
/// card whose <c>Create</c> makes it. Nothing else is to be edited; the card is found by reflection.
/// A shape of JSON lines is a <see cref="Jsonl.JsonlPreset"/> in the folder Jsonl, a file of its own too.
/// A format of separated fields is a <see cref="DelimitedPreset"/> given to <see cref="DelimitedImport"/>; others open their file with
/// <see cref="Reading.InputFile"/> (plain, gz, zip) and <see cref="Reading.TextInput"/> (encodings), fill an <see cref="EventRow"/>,
/// <see cref="ItemRow"/>, <see cref="UserRow"/> or <see cref="ReviewRow"/>, and hand it to the <see cref="ImportSink"/>.
/// A row that cannot be read goes to <see cref="ImportSink.Reject"/>: it is counted, never thrown. What concerns the whole file and needs a
/// person's word (integer codes without a map, no column of users) is a <c>TaojinException</c> before the first row.
/// </remarks>
internal interface ISource
{
    /// <summary>Hands every row of the request's file or folder to the sink, in order.</summary>
    void Read(SourceRequest request, ImportSink sink);
}
