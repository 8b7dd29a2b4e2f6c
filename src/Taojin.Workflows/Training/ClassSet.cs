using System.Text;
using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;

namespace Taojin.Workflows.Training;

/// <summary>Things whose class is known, and how a fifth of them is told apart to judge by: equal things stand on one side.</summary>
internal sealed record ClassSet<TInput>
{
    private const int Parts = 5;

    public required Labelled<TInput> Data { get; init; }

    /// <summary>Rows that are needed.</summary>
    public required int Fewest { get; init; }

    /// <summary>Share of right answers that is asked of those given without a person.</summary>
    public required double Precision { get; init; }

    /// <summary>What must not stand on both sides.</summary>
    public required Func<TInput, ReadOnlyMemory<byte>> KeyOf { get; init; }

    /// <summary>What a row is called, and a class, in English and Chinese.</summary>
    public (string Rows, string Classes, string RowsZh, string ClassesZh) Words { get; init; } = ("texts", "classes", "条有标注的文本", "个类别");

    public string Split { get; init; } = "a fifth of the texts by the CRC-32 of the folded text, equal texts on one side; the stored model is fitted on all";

    public string SplitZh { get; init; } = "按折叠文本的 CRC-32 取五分之一为测试集，相同文本在同一侧；保存的模型用全部数据拟合";

    /// <summary>Until when the data go.</summary>
    public Instant Until { get; init; }

    /// <summary>Further metrics, which stand before the coverage.</summary>
    public Func<IClassModel<TInput>, ClassAnswers, ulong, IEnumerable<MetricValue>> Further { get; init; } = (_, _, _) => [];

    public string Counted => $"{Data.Labels.Length} {Words.Rows}, {Data.Classes.Count} {Words.Classes}";

    public Labelled<TInput> Part(bool isTest) =>
        Data.Pick([.. Enumerable.Range(0, Data.Labels.Length).Where(row => System.IO.Hashing.Crc32.HashToUInt32(KeyOf(Data.Inputs[row]).Span) % Parts == 0 == isTest)]);

    /// <summary>Why nothing can be learned; null when it can.</summary>
    public TooLittleDataException? Missing(Labelled<TInput> learned, Labelled<TInput> tested) =>
        Data.Labels.Length < Fewest || learned.Labels.Distinct().Count() < 2 || tested.Labels.Length == 0
            ? new($"{Data.Labels.Length} {Words.Rows} of {Data.Classes.Count} {Words.Classes}; about {Fewest} of two are needed", $"{Data.Labels.Length} {Words.RowsZh}，{Data.Classes.Count} {Words.ClassesZh}；约需 {Fewest} 条、两个{Words.ClassesZh[1..]}")
            : null;
}

/// <summary>Sets of texts.</summary>
internal static class TextSet
{
    /// <summary>Texts whose class is known, told apart by their folded words.</summary>
    public static ClassSet<TInput> Of<TInput>(IEnumerable<(TInput, string)> rows, Func<TInput, string> textOf, (int Fewest, double Precision, Instant Until) how) => new()
    {
        Data = Labelled<TInput>.Of(rows), Fewest = how.Fewest, Precision = how.Precision, Until = how.Until, KeyOf = input => Encoding.UTF8.GetBytes(FoldedText.Of(textOf(input))),
    };
}
