using System.Text.Json;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Import;
using Taojin.Storage.Reading;
using Taojin.Storage.Sources.Jsonl;

namespace Taojin.Storage.Sources;

/// <summary>One JSON object a line. What the objects look like is a <see cref="JsonlPreset"/>: told, or seen from the first lines.</summary>
internal sealed class JsonlSource : ISource, IDescribed<SourceCard>
{
    private const int RowLimit = 1 << 20;
    private static readonly string[] Endings = [".jsonl", ".json", ".ndjson", ".json"];

    /// <inheritdoc />
    public static SourceCard Card { get; } = new()
    {
        Name = "jsonl",
        Title = "JSON lines",
        TitleZh = "JSON 行文件",
        Reads = $"one JSON object a line, plain, gz or zip, or a folder of such files; --preset {string.Join(", ", JsonlPresets.All.Select(preset => preset.Name))}, or seen from the first lines",
        ReadsZh = $"每行一个 JSON 对象（可为 gz、zip 或文件夹）；--preset {string.Join("、", JsonlPresets.All.Select(preset => preset.Name))}，不指定时按首批行识别",
        Example = "jsonl:events.jsonl.gz",
        Endings = [".jsonl", ".ndjson"],
        Create = () => new JsonlSource(),
    };

    /// <inheritdoc />
    public void Read(SourceRequest request, ImportSink sink)
    {
        var paths = Directory.Exists(request.Path)
            ? [.. Directory.GetFiles(request.Path).Where(path => Endings.Any(ending => WithoutGz(path).EndsWith(ending, StringComparison.OrdinalIgnoreCase))).Order(StringComparer.Ordinal)]
            : new[] { request.Path };
        if (paths.Length == 0)
            throw new TaojinException("import.folder-empty", $"'{request.Path}' holds no {string.Join(", ", Endings)} file.", "Name the folder that holds them, or one of them.");
        foreach (var file in paths.SelectMany(path => InputFile.Open(path, sink.Scope.Settings)))
        {
            using (file)
                Read(file, request, sink);
        }
    }

    private static string WithoutGz(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;

    private static void Read(InputFile file, SourceRequest request, ImportSink sink)
    {
        var text = SourceText.Open(file, request.Encoding, sink);
        if (text.Head.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            sink.Notes.Add($"{file.Name} is empty.");
            return;
        }
        var first = FirstObjects(text, file.Name);
        var preset = JsonlPresets.Of(request.Preset, first, file.Name);
        var mapping = preset.Open(new JsonlFile(file.Name, first, request, sink));
        sink.Detected.Add(mapping.Describe(file.Name, text.Encoding) with { Preset = preset.Name });
        var lines = new LineBuffer(text.Content, RowLimit, 1);
        while (lines.Next())
        {
            if (!lines.IsTooLong && lines.Current.Trim(" \t"u8).IsEmpty)
                continue;
            Map(lines, file, mapping, sink);
        }
        mapping.Complete();
        SourceText.NoteCut(file, lines.Line, lines.IsEnded, sink);
    }

    private static void Map(LineBuffer lines, InputFile file, IJsonMapping mapping, ImportSink sink)
    {
        var place = new RowPlace(file.Name, lines.Line, lines.Current, mapping.Columns);
        if (lines.IsTooLong || (!lines.IsEnded && file.Content.Cut is not null))
        {
            sink.Reject(place, null, lines.IsTooLong ? RejectCodes.RowTooLong : RejectCodes.RowCutOff);
            return;
        }
        using var document = JsonLine.Parse(lines.Buffer.AsMemory(lines.Start, lines.Length), out var fault);
        if (document is not null)
            mapping.Map(document.RootElement, place);
        else
            sink.Reject(place, null, fault == RejectCodes.JsonInvalid && !lines.IsEnded ? RejectCodes.RowCutOff : fault!);
    }

    private static List<JsonElement> FirstObjects(TextInput text, string file)
    {
        if (text.Head.Span.TrimStart(" \t\r\n"u8) is [(byte)'[', ..])
            throw new TaojinException("import.json-array", $"'{file}' is one JSON list.", "Give one object a line, such as by: jq -c '.[]' FILE");
        var objects = new List<JsonElement>();
        using var stream = new MemoryStream(text.Head.ToArray());
        var lines = new LineBuffer(stream, RowLimit, 1);
        while (objects.Count < RowSample.RowLimit && lines.Next())
        {
            if (lines.IsTooLong)
                continue;
            using var document = JsonLine.Parse(lines.Buffer.AsMemory(lines.Start, lines.Length), out _);
            if (document is not null)
                objects.Add(document.RootElement.Clone());
        }
        return objects;
    }
}
