using Taojin.Mining.Learning;
using Taojin.Storage.Import;

namespace Taojin.Storage.Sources;

/// <summary>Any file of separated fields: separator, header, encoding, columns and times are detected, shown in the receipt, and can be told.</summary>
internal sealed class CsvSource : ISource, IDescribed<SourceCard>
{
    /// <inheritdoc />
    public static SourceCard Card { get; } = new()
    {
        Name = "csv",
        Title = "Separated values",
        TitleZh = "分隔符文本",
        Reads = "CSV or TSV, plain, gz or zip; separator, header, encoding and times are detected, column names that shops use are known",
        ReadsZh = "CSV 或 TSV（可为 gz、zip）；自动识别分隔符、表头、编码和时间格式，认识常见列名",
        Example = "csv:orders.csv",
        Endings = [".csv", ".tsv", ".txt"],
        Create = () => new CsvSource(),
    };

    /// <inheritdoc />
    public void Read(SourceRequest request, ImportSink sink) =>
        DelimitedImport.Read(request.Path, request, new DelimitedPreset { Table = null, KnowsCommonNames = true, Kinds = KindMap.Common }, sink);
}
