using Taojin.Mining.Learning;

namespace Taojin.Mining.AfterSales.Opinions;

/// <summary>What models of opinions are for.</summary>
public static class OpinionTasks
{
    /// <summary>Whether a review praises or blames.</summary>
    public static MiningTask Sentiment { get; } = new("sentiment");
}
