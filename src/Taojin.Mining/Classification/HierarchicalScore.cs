using Taojin.Data;
using Taojin.Mining.Evaluation;

namespace Taojin.Mining.Classification;

/// <summary>How near answers come to the right node of a tree: a wrong leaf under the right parent is half right.</summary>
/// <param name="Precision">Share of the nodes said, with all above them, that are right.</param>
/// <param name="Recall">Share of the right nodes, with all above them, that were said.</param>
/// <remarks>Kiritchenko, Matwin, Nock &amp; Famili, Canadian AI 2006, doi:10.1007/11766247_34, summed over rows.</remarks>
public readonly record struct HierarchicalScore(double Precision, double Recall)
{
    /// <summary>Their harmonic mean.</summary>
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>Scores nodes of a tree; −1 said is no answer and costs recall.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="said">Node said for each row, shape [rows].</param>
    /// <param name="right">The right node of each row, shape [rows].</param>
    public static HierarchicalScore Of(CategoryTree tree, ReadOnlySpan<int> said, ReadOnlySpan<int> right)
    {
        var (common, saidNodes, rightNodes) = (0L, 0L, 0L);
        for (var row = 0; row < said.Length; row++)
        {
            var counts = Counts(tree, said[row], right[row]);
            (common, saidNodes, rightNodes) = (common + counts.Common, saidNodes + counts.Said, rightNodes + counts.Right);
        }
        return new(saidNodes == 0 ? 0 : common / (double)saidNodes, rightNodes == 0 ? 0 : common / (double)rightNodes);
    }

    /// <summary>Scores flat answers over a tree of their classes.</summary>
    public static HierarchicalScore Of(CategoryTree tree, Vocabulary classes, ClassAnswers answers) => Of(
        tree, Array.ConvertAll(answers.Said, said => tree.Nodes.IndexOf(classes.IdAt(said))), Array.ConvertAll(answers.Labels, label => tree.Nodes.IndexOf(classes.IdAt(label))));

    /// <summary>The F1 of flat answers with its interval over rows.</summary>
    public static MetricValue F1Of(CategoryTree tree, Vocabulary classes, ClassAnswers answers, ulong seed = 42)
    {
        var counts = answers.Said.Zip(answers.Labels, (said, label) => Counts(tree, tree.Nodes.IndexOf(classes.IdAt(said)), tree.Nodes.IndexOf(classes.IdAt(label)))).ToArray();
        return ClassEvaluation.Ratio("Hierarchical F1", [.. counts.Select(each => 2.0 * each.Common)], [.. counts.Select(each => (double)each.Said + each.Right)], seed);
    }

    private static (int Common, int Said, int Right) Counts(CategoryTree tree, int said, int right)
    {
        var line = tree.Line(right).ToHashSet();
        var nodes = tree.Line(said).ToArray();
        return (nodes.Count(line.Contains), nodes.Length, line.Count);
    }
}
