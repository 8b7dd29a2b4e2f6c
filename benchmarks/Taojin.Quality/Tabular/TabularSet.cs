using System.Text.Json;
using System.Text.Json.Nodes;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Tables;
using Taojin.Quality.Frame;
using Taojin.Storage;
using Taojin.Storage.Tables;

namespace Taojin.Quality.Tabular;

/// <summary>A published table and what is foretold of it.</summary>
/// <param name="Name">Name of the part.</param>
/// <param name="File">Where it stands among the data sets.</param>
/// <param name="Label">The column that is foretold.</param>
/// <param name="LeftOut">Columns that neither side sees.</param>
internal sealed record TabularSet(string Name, string File, string Label, IReadOnlyList<string> LeftOut)
{
    private const string Shoppers = "online-shoppers/online_shoppers_intention.csv.gz";
    private readonly JsonNode _tuned = JsonNode.Parse(
        System.IO.File.ReadAllText(Path.Combine(BenchOptions.Root, "benchmarks", "Taojin.Quality", "Tabular", "tabular.tuned.json")), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip })![Name]!;

    public static IReadOnlyList<TabularSet> All { get; } =
    [
        new("online-shoppers", Shoppers, "Revenue", []),
        new("online-shoppers.without-page-values", Shoppers, "Revenue", ["PageValues"]),
        new("ecommerce-churn", "ecommerce-churn/E_Commerce_Dataset.csv.gz", "Churn", ["CustomerID"]),
    ];

    /// <summary>How columns are understood; chosen on other folds than those that are judged.</summary>
    public TableSchemaOptions Columns => new() { Categorical = Words("categorical"), Derived = Words("derived") };

    /// <summary>The models that are judged, by name, with their options.</summary>
    public IEnumerable<(AlgorithmCard Card, object Options)> Models(Algorithms algorithms) => _tuned["models"]!.AsObject()
        .Select(each => (algorithms[each.Key], each.Value.Deserialize(algorithms[each.Key].Options, Snake.Json)!));

    /// <summary>Its rows without the columns that are left out.</summary>
    public (TextTable Table, bool[] Labels) Read(string path)
    {
        var whole = TableFile.Read($"csv:{path}", new()).Table;
        int[] kept = [.. Enumerable.Range(0, whole.Names.Count).Where(column => !LeftOut.Contains(whole.Names[column]))];
        var table = new TextTable([.. kept.Select(column => whole.Names[column])], [.. kept.Select(column => whole.Columns[column])]);
        return (table, OutcomeLabels.Of(table[Label], Label, null).Labels);
    }

    private string[] Words(string name) => _tuned[name].Deserialize<string[]>() ?? [];
}
