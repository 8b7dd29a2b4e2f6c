using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Taojin.Data;

namespace Taojin.Storage.Reading;

/// <summary>Reads the rows of one sheet of a workbook (.xlsx, .xlsm, .xls) as text, in order.</summary>
/// <remarks>A date is written as ISO without a zone, a number in as few digits as tell it apart. Texts that cells share are held in memory.</remarks>
internal sealed class ExcelReader : IDisposable
{
    private readonly string _file;
    private readonly FileStream _stream;
    private readonly IExcelDataReader _rows;
    private readonly List<string> _others = [];

    /// <summary>Opens the sheet of a name, or the first one that can be seen and has a row.</summary>
    /// <exception cref="TaojinException">import.file-missing, import.file-damaged, import.sheet-missing, import.unpacked-too-large.</exception>
    public ExcelReader(string file, string? sheet, WorkspaceSettings settings)
    {
        if (!File.Exists(file))
            throw new TaojinException("import.file-missing", $"There is no file '{file}'.", "Check the path after the colon.");
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // .xls keeps its texts in code pages
        _file = file;
        _stream = File.OpenRead(file);
        try
        {
            RefuseBomb(settings);
            _rows = ExcelReaderFactory.CreateReader(_stream, new() { LeaveOpen = true });
            Sheet = Find(sheet);
        }
        catch (Exception exception)
        {
            _rows?.Dispose();
            _stream.Dispose();
            if (IsDamage(exception))
                throw Damaged(exception);
            throw;
        }
    }

    /// <summary>Name of the sheet.</summary>
    public string Sheet { get; }

    /// <summary>Names of the sheets that are not read.</summary>
    public IReadOnlyList<string> Others => _others;

    /// <summary>Number of the row in the sheet, from 1.</summary>
    public long Row { get; private set; }

    /// <summary>Number of cells of the row.</summary>
    public int Width => _rows.FieldCount;

    /// <summary>Goes to the next row that has something in it.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="TaojinException">import.file-damaged.</exception>
    public bool Next()
    {
        try
        {
            while (_rows.Read())
            {
                Row++;
                if (!IsEmpty)
                    return true;
            }
            return false;
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw Damaged(exception);
        }
    }

    /// <summary>A cell; null when it is empty.</summary>
    public string? Cell(int column) => column >= Width ? null : _rows.GetValue(column) switch
    {
        null => null,
        string text => text.Trim() is { Length: > 0 } written ? written : null,
        DateTime time => time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString(),
    };

    /// <inheritdoc />
    public void Dispose()
    {
        _rows.Dispose();
        _stream.Dispose();
    }

    private bool IsEmpty => Enumerable.Range(0, Width).All(column => Cell(column) is null);

    private string Find(string? wanted)
    {
        var found = "";
        do
        {
            if (found.Length > 0 || (wanted is null ? _rows.VisibleState != "visible" || _rows.RowCount == 0 : _rows.Name != wanted))
                _others.Add(_rows.Name);
            else
                found = _rows.Name;
        }
        while (_rows.NextResult());
        if (found.Length == 0)
            throw new TaojinException("import.sheet-missing", $"'{_file}' has no {(wanted is null ? "sheet with rows" : $"sheet '{wanted}'")}.", $"It has: {string.Join(", ", _others)}. Name one of them: excel:{_file}#{_others.FirstOrDefault()}");
        _rows.Reset();
        while (_rows.Name != found)
            _rows.NextResult();
        return found;
    }

    /// <summary>A workbook of today is a zip, and what its parts say of their size is known before one is unpacked.</summary>
    private void RefuseBomb(WorkspaceSettings settings)
    {
        if (_stream.ReadByte() == 'P')
        {
            _stream.Position = 0;
            var limit = new UnpackLimit(_file, settings);
            using var parts = new ZipArchive(_stream, ZipArchiveMode.Read, leaveOpen: true);
            foreach (var part in parts.Entries)
                for (var left = part.Length; left > 0; left -= int.MaxValue)
                    limit.Take((int)Math.Min(left, int.MaxValue));
        }
        _stream.Position = 0;
    }

    private static bool IsDamage(Exception exception) => exception is ExcelReaderException or XmlException or IOException or InvalidDataException
        or FormatException or ArgumentException or InvalidOperationException or IndexOutOfRangeException or KeyNotFoundException or NotSupportedException;

    private TaojinException Damaged(Exception cause) => cause is InvalidPasswordException
        ? new("import.file-damaged", $"'{_file}' is locked by a password.", "Save it without one.", cause)
        : new("import.file-damaged", $"'{_file}' is not a whole workbook: {cause.Message}", "Open it in a spreadsheet program and save it again, or save it as CSV.", cause);
}
