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
            var line = tree.Line(right[row]).ToHashSet();
            rightNodes += line.Count;
            foreach (var node in tree.Line(said[row]))
            {
                saidNodes++;
                common += line.Contains(node) ? 1 : 0;
            }
        }
        return new(saidNodes == 0 ? 0 : common / (double)saidNodes, rightNodes == 0 ? 0 : common / (double)rightNodes);
    }

    /// <summary>Scores flat answers over a tree of their classes.</summary>
    public static HierarchicalScore Of(CategoryTree tree, Data.Vocabulary classes, ClassAnswers answers) => Of(
        tree, Array.ConvertAll(answers.Said, said => tree.Nodes.IndexOf(classes.IdAt(said))), Array.ConvertAll(answers.Labels, label => tree.Nodes.IndexOf(classes.IdAt(label))));
}
