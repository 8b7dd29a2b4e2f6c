using Taojin.Data;

namespace Taojin.Storage;

/// <summary>A file does not say all that must be known; what its columns were taken for is told, so that a person can correct it.</summary>
/// <param name="fault">What is missing.</param>
/// <param name="columns">The columns in order, as they were understood.</param>
public sealed class UnclearColumnsException(TaojinException fault, IReadOnlyList<DetectedColumn> columns) : TaojinException(fault.Code, fault.Message, fault.Remedy, fault)
{
    /// <summary>The columns in order, as they were understood; those of a file without names are numbers with what stands in the first row.</summary>
    public IReadOnlyList<DetectedColumn> Columns { get; } = columns;

    /// <inheritdoc />
    public override string? MessageZh => fault.MessageZh;

    /// <inheritdoc />
    public override string? RemedyZh => fault.RemedyZh;
}
