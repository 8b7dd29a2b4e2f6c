using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Import;
using Taojin.Storage.Reading;

namespace Taojin.Storage.Sources;

/// <summary>RecBole's atomic files: a header of name:type, fields parted by tabs.</summary>
internal sealed class RecBoleSource : ISource, IDescribed<SourceCard>
{
    private static readonly Dictionary<string, string> Tables = new(StringComparer.OrdinalIgnoreCase)
    {
        [".item"] = "items",
        [".user"] = "users",
        [".inter"] = "events",
    };

    /// <inheritdoc />
    public static SourceCard Card { get; } = new()
    {
        Name = "recbole",
        Title = "RecBole atomic files",
        TitleZh = "RecBole 原子文件",
        Reads = "NAME.inter, NAME.item and NAME.user with a header of name:type; or a folder of them. A rating makes events of the kind rate, a label needs --kind",
        ReadsZh = "表头为 名称:类型 的 NAME.inter、NAME.item、NAME.user；或含有它们的文件夹。有评分列时为 rate 事件，否则用 --kind 指定",
        Example = "recbole:ml-100k/ml-100k.inter",
        Create = () => new RecBoleSource(),
    };

    /// <inheritdoc />
    public void Read(SourceRequest request, ImportSink sink)
    {
        var paths = Directory.Exists(request.Path)
            ? [.. Directory.GetFiles(request.Path).Where(path => Tables.ContainsKey(ExtensionOf(path))).Order(StringComparer.Ordinal)]
            : new[] { request.Path };
        if (paths.Length == 0)
            throw new TaojinException("import.folder-empty", $"'{request.Path}' holds no .inter, .item or .user file.", "Name the folder that holds them, or one of them.");
        foreach (var path in paths)
            DelimitedImport.Read(path, request, PresetOf(path, sink.Scope.Settings), sink);
    }

    private static DelimitedPreset PresetOf(string path, WorkspaceSettings settings)
    {
        var table = Tables.GetValueOrDefault(ExtensionOf(path), "events");
        var names = HeaderOf(path, settings);
        return new DelimitedPreset
        {
            Table = table,
            Shape = DelimitedShape.Tab,
            Header = true,
            Names = names,
            Kinds = KindMap.Common,
            Kind = table == "events" && names.ContainsValue(Field.Value) ? EventKind.Rate : null,
        };
    }

    /// <summary>The fields of a header's cells, such as <c>user_id:token</c>.</summary>
    private static Dictionary<string, Field> HeaderOf(string path, WorkspaceSettings settings)
    {
        var names = new Dictionary<string, Field>(StringComparer.Ordinal);
        foreach (var file in InputFile.Open(path, settings).Take(1))
        {
            using (file)
            {
                var sample = DelimitedSample.Of(TextInput.Open(file.Content).Head, DelimitedShape.Tab);
                foreach (var cell in sample.Rows.Take(1).SelectMany(row => row))
                {
                    if (ColumnNames.TryGet(cell.Split(':')[0], out var field))
                        names[cell.Trim().ToLowerInvariant()] = field == Field.Rating ? Field.Value : field;
                }
            }
        }
        return names;
    }

    private static string ExtensionOf(string path) => Path.GetExtension(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path);
}
