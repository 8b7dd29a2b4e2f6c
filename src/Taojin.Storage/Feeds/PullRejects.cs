namespace Taojin.Storage.Feeds;

/// <summary>Rows of a feed that could not be taken, in <c>feeds/NAME/rejects.csv</c>: id and cursor of the row, code and hint in both languages. Where users have pseudonyms they are counted, and nothing of them is kept.</summary>
internal sealed class PullRejects(string folder, bool isWithheld)
{
    private readonly List<string> _lines = [];

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    public void Add(PullCursor place, string code, (string English, string Chinese) hint)
    {
        Count++;
        if (!isWithheld)
            _lines.Add(SpreadsheetCsv.Line([place.Id, place.After, code, hint.English.Trim(), hint.Chinese.Trim()]));
    }

    public void Write()
    {
        if (_lines.Count == 0)
            return;
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, "rejects.csv");
        if (!File.Exists(path))
            File.WriteAllText(path, "\uFEFF" + SpreadsheetCsv.Line(["id", "cursor", "code", "hint", "hint_zh"]));
        File.AppendAllText(path, string.Concat(_lines));
    }
}
