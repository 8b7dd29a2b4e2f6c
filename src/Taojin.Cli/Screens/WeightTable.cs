using Spectre.Console;
using Taojin.Data;
using Taojin.Mining.Recommendation;

namespace Taojin.Cli.Screens;

/// <summary>What each kind of behaviour counts in recommendations, and why.</summary>
internal static class WeightTable
{
    public static void Render(IReadOnlyList<BehaviourEvidence> rows, IAnsiConsole console, Words words)
    {
        if (rows.Count == 0)
            return;
        var table = Lists.Table(
            words["behaviour", "行为"], words["pairs", "用户-商品对"], words["bought later", "其后购买"], words["chance", "购买概率"], words["weight", "权重"], words["source", "来源"]);
        foreach (var row in rows)
            table.AddRow(
                words[row.Kind.Name(), PreparedTables.KindZh(row.Kind)],
                words.Count(row.Pairs),
                words.Count(row.Bought),
                double.IsNaN(row.Chance) ? "–" : words.Share(row.Chance),
                row.Weight.ToString("0.00", words.Culture),
                row.Source switch { "learned" => words["learned", "学得"], "set" => words["set", "指定"], _ => words["default", "默认"] });
        console.Write(table);
    }
}
