using Taojin.Storage.Import;
using Taojin.Storage.Reading;

namespace Taojin.Storage.Sources;

/// <summary>Imports files of separated fields by a preset: opens, detects what is open, maps row by row.</summary>
internal static class DelimitedImport
{
    /// <summary>Hands every row of a file, or of all entries of a zip, to the sink.</summary>
    public static void Read(string path, SourceRequest request, DelimitedPreset preset, ImportSink sink) => Read(path, request, _ => preset, sink);

    /// <summary>The same, with a preset for each file or entry by its name; those without one are read over with a note.</summary>
    public static void Read(string path, SourceRequest request, Func<string, DelimitedPreset?> presetOf, ImportSink sink)
    {
        foreach (var file in InputFile.Open(path, sink.Scope.Settings))
        {
            using (file)
            {
                if (presetOf(file.Name) is { } preset)
                    Read(file, request, preset, sink);
                else
                    sink.Notes.Add($"{file.Name} was read over: the format has no file of this name.");
            }
        }
    }

    private static void Read(InputFile file, SourceRequest request, DelimitedPreset preset, ImportSink sink)
    {
        var text = SourceText.Open(file, request.Encoding ?? preset.Encoding, sink);
        var format = DelimitedFormat.Of(text, request, preset, sink.Scope.Settings.Calendar);
        sink.Detected.Add(format.Describe(file.Name, text.Encoding));
        var reader = new DelimitedReader(text.Content, format.Shape);
        if (format.Header)
            reader.Next();
        var before = sink.Rows;
        var mapping = RowMapping.Of<DelimitedRow>(format.Rows, sink);
        var row = new DelimitedRow(reader);
        while (reader.Next())
        {
            var place = new RowPlace(file.Name, reader.Line, reader.Raw, format.Rows.Columns);
            if (FaultOf(reader, format, file) is { } fault)
                sink.Reject(place, null, fault);
            else
                mapping.Map(row, place);
        }
        SourceText.NoteCut(file, reader.Line, reader.IsEnded || sink.Rows == before, sink);
    }

    private static string? FaultOf(DelimitedReader reader, DelimitedFormat format, InputFile file)
    {
        if (reader.Fault != RowFault.None)
        {
            return reader.Fault switch
            {
                RowFault.TooLong => RejectCodes.RowTooLong,
                RowFault.Nul => RejectCodes.RowNul,
                RowFault.QuoteOpen => reader.IsEnded ? RejectCodes.QuoteOpen : RejectCodes.RowCutOff,
                _ => RejectCodes.QuoteBroken,
            };
        }
        if (!reader.IsEnded && (reader.FieldCount < format.Rows.Width || file.Content.Cut is not null))
            return RejectCodes.RowCutOff;
        if (reader.FieldCount < format.Rows.Needed)
            return RejectCodes.FieldsTooFew;
        return reader.FieldCount > format.Rows.Width && !format.IsTrailingEmpty(reader) ? RejectCodes.FieldsTooMany : null;
    }
}
