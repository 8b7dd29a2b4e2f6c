using Taojin.Data;

namespace Taojin.Mining.Learning;

/// <summary>Things whose class is known: what class models learn from.</summary>
/// <typeparam name="TInput">A text, a picture, a product.</typeparam>
public sealed record Labelled<TInput>
{
    /// <summary>What is known of each, shape [rows].</summary>
    public required IReadOnlyList<TInput> Inputs { get; init; }

    /// <summary>Index of each one's class, shape [rows].</summary>
    public required int[] Labels { get; init; }

    /// <summary>Names of the classes; some may have no row.</summary>
    public required Vocabulary Classes { get; init; }

    /// <summary>Other rows for calibration and early stopping, with the same classes; null when there are none.</summary>
    public Labelled<TInput>? Validation { get; init; }

    /// <summary>Pairs of input and class name; classes get indexes in the order of their names, so that the order of rows changes no index.</summary>
    public static Labelled<TInput> Of(IEnumerable<(TInput Input, string Class)> rows)
    {
        (TInput Input, string Class)[] all = [.. rows];
        var classes = new Vocabulary(all.Select(row => row.Class).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return new() { Inputs = [.. all.Select(row => row.Input)], Labels = [.. all.Select(row => classes.IndexOf(row.Class))], Classes = classes };
    }

    /// <summary>The given rows in the given order, without validation rows.</summary>
    public Labelled<TInput> Pick(IReadOnlyList<int> rows) =>
        new() { Inputs = [.. rows.Select(row => Inputs[row])], Labels = [.. rows.Select(row => Labels[row])], Classes = Classes };

    /// <summary>The same rows seen otherwise, such as a product by its title; validation rows too.</summary>
    public Labelled<TOther> Select<TOther>(Func<TInput, TOther> view) =>
        new() { Inputs = [.. Inputs.Select(view)], Labels = Labels, Classes = Classes, Validation = Validation?.Select(view) };

    /// <summary>Nothing can be learned from one class alone.</summary>
    /// <exception cref="TooLittleDataException">Fewer than two classes have rows.</exception>
    public void RequireTwoClasses()
    {
        var found = Labels.Distinct().Count();
        if (found < 2)
            throw new TooLittleDataException($"{Labels.Length} labelled rows are of {found} class(es); two classes are needed.", $"{Labels.Length} 行标注数据只有 {found} 个类别；至少需要两个类别。");
    }
}
