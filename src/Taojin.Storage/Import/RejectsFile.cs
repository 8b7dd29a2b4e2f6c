using System.Globalization;
using System.Text;

namespace Taojin.Storage.Import;

/// <summary>Writes the rows that were not taken, one a line, so that a person can mend them: opens without harm in a spreadsheet.</summary>
internal sealed class RejectsFile : IDisposable
{
    private const int RawLimit = 500;
    private readonly string _path;
    private StreamWriter? _writer;

    /// <summary>Writes to a path; without rejects there is no file.</summary>
    public RejectsFile(string path)
    {
        _path = path;
        File.Delete(path);
    }

    /// <summary>The file, or null when nothing was rejected.</summary>
    public string? Path { get; private set; }

    /// <summary>Number of rejected rows by code.</summary>
    public SortedDictionary<string, long> ByCode { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the rows themselves are left out, since they name persons whom the workspace does not name.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>Adds a row.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="field">The field at fault, or null when the row as such is.</param>
    /// <param name="code">Stable code of the fault.</param>
    public void Add(in RowPlace place, Field? field, string code)
    {
        ByCode[code] = ByCode.GetValueOrDefault(code) + 1;
        if (_writer is null)
        {
            _writer = new StreamWriter(_path, append: false, new UTF8Encoding(true)) { NewLine = "\n" }; // a spreadsheet reads its Chinese by the mark in front
            _writer.WriteLine("file,line,column,field,code,hint,hint_zh,raw");
            Path = _path;
        }
        var column = field is { } known && place.Columns is { IsOrdered: true } columns && columns[known] is >= 0 and var at ? (at + 1).ToString(CultureInfo.InvariantCulture) : "";
        var name = field is { } some ? place.Columns?.NameOf(some) ?? some.Name() : "";
        var raw = IsWithheld ? "(withheld)" : Encoding.UTF8.GetString(place.Raw[..Math.Min(place.Raw.Length, RawLimit)]);
        var (hint, hintZh) = RejectCodes.WordsOf(code);
        _writer.WriteLine(string.Join(',', Cell(place.File), place.Line.ToString(CultureInfo.InvariantCulture), column, Cell(name), code, Cell(hint), Cell(hintZh), Cell(raw)));
    }

    /// <summary>Makes the file durable.</summary>
    public void Complete()
    {
        if (_writer is null)
            return;
        _writer.Flush();
        ((FileStream)_writer.BaseStream).Flush(flushToDisk: true);
    }

    /// <inheritdoc />
    public void Dispose() => _writer?.Dispose();

    /// <summary>A cell of a CSV file that no spreadsheet takes for a formula.</summary>
    internal static string Cell(string text)
    {
        text = text.Replace('\0', '\uFFFD');
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠')
            text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
