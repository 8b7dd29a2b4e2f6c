using System.Globalization;
using System.Text;
using Taojin.Storage;
using Taojin.Testing.Service;

namespace Taojin.Workflows.Tests.Service;

/// <summary>A shop of two coats and two phones with 240 reviews; lately the sleeves of one coat are too short.</summary>
internal sealed class ReviewedMine : IDisposable
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taojin-reviewed-");

    public ReviewedMine(AssistantSettings? assistant = null)
    {
        Mine = Mine.Init(Path.Combine(_folder.FullName, "shop"), new() { Assistant = assistant ?? new() });
        Import("items", "item_id,title,category,brand\n外套1,轻羽绒服,coats > down,Lantern\n外套2,Warm coat,coats,Lantern\n手机1,Phone,phones,Beacon\n手机2,Phone plus,phones,Beacon\n");
        Import("events", Purchases());
        Import("reviews", Reviews());
    }

    public Mine Mine { get; }

    public string Lines(string name, params IEnumerable<string> lines)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    public void Dispose()
    {
        Mine.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Import(string table, string text) => Mine.Workspace.Log.Import(SourceRequest.Parse($"csv:{Lines($"{table}.csv", text)}") with { Table = table });

    private static string ItemOf(int row) => $"{(row / 2 % 2 == 0 ? "外套" : "手机")}{1 + (row / 4 % 2)}";

    private static string Purchases()
    {
        var text = new StringBuilder("user_id,item_id,kind,time\n");
        for (var row = 0; row < 1200; row++)
            text.Append(CultureInfo.InvariantCulture, $"u{row},{ItemOf(row)},purchase,{Start.AddHours(row * 4):yyyy-MM-ddTHH:mm:ssZ}\n");
        return text.ToString();
    }

    private static string Reviews()
    {
        var (written, text) = (WrittenReviews.Of(200), new StringBuilder("review_id,user_id,item_id,time,rating,text\n"));
        for (var row = 0; row < 200; row++)
            text.Append(CultureInfo.InvariantCulture, $"r{row},u{row},{ItemOf(row)},{Start.AddHours(row * 23):yyyy-MM-ddTHH:mm:ssZ},{(row % 2 == 0 ? 5 : 1)},\"{written.Inputs[row].Text}，{(row % 2 == 0 ? "质量很好" : "物流太慢")} {row}\"\n");
        for (var row = 0; row < 40; row++)
            text.Append(CultureInfo.InvariantCulture, $"s{row},v{row},外套1,{Start.AddHours(4400 + (row * 8)):yyyy-MM-ddTHH:mm:ssZ},2,袖子太短不合身，第 {row} 次\n");
        return text.ToString();
    }
}
