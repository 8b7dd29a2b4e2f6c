using Taojin.Data;
using Taojin.Mining.Evaluation.Drift;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Storage.Models;
using Taojin.Storage.Privacy;
using Taojin.Workflows.Drifting;
using Taojin.Workflows.Serving;

namespace Taojin.Workflows;

/// <summary>Compares the log as it is now with what the published models learned from: columns, scores and labels.</summary>
/// <remarks>It reads the log and replays its features: about what a training of the simplest model costs.</remarks>
public sealed class Drift(Mine mine)
{
    /// <summary>The published models whose cards hold what they were fitted on.</summary>
    public DriftReport Run()
    {
        var models = Published(mine);
        var log = models.Count == 0 ? null : new Prepare(mine).Log(Purposes.Analytics);
        return new(mine.Now.ToDateTimeOffset(), [.. models.Select(version => Of(version, log!))]);
    }

    /// <summary>The versions that are compared.</summary>
    public static IReadOnlyList<ModelVersion> Published(Mine mine) => [.. new[] { Aliases.Recommend, Aliases.Purchase }.Select(mine.Models.Current).OfType<ModelVersion>()];

    private TaskDrift Of(ModelVersion version, ShopLog log)
    {
        var open = mine.Models.Open(version);
        if (open.Card.Reference is not { } then || log.Count == 0)
            return new() { Task = version.Task, Version = version.ToString(), TrainedUntil = open.Card.DataUntil.ToDateTimeOffset() };
        var card = mine.Algorithms[open.Card.Algorithm];
        var model = card.Load(open.Parts);
        var (asOf, columns, score, label) = model is IProbabilityModel says
            ? PurchaseReference.Drift(then, (says, card.ReadsTrail, open.Card.HorizonHours ?? 24), mine, log)
            : RecommendReference.Drift(then, new(version.ToString(), (IRecommender)model, open.Card.Weights), log);
        return new()
        {
            Task = version.Task,
            Version = version.ToString(),
            TrainedUntil = open.Card.DataUntil.ToDateTimeOffset(),
            AsOf = asOf,
            Columns = [.. columns.OrderByDescending(column => column.Index)],
            Score = score,
            Label = label,
        };
    }
}

/// <summary>How far data and scores have moved since the published models were fitted.</summary>
/// <param name="Time">When it was looked at.</param>
/// <param name="Tasks">Each published model.</param>
public sealed record DriftReport(DateTimeOffset Time, IReadOnlyList<TaskDrift> Tasks)
{
    /// <summary>How the index is read, in English.</summary>
    public string Explanation => "PSI compares shares of classes then and now: below 0.1 little has changed, from 0.1 some, from 0.25 much; train again, or find out what changed. Less than three times what chance gives counts as little.";

    /// <summary>How the index is read, in Chinese.</summary>
    public string ExplanationZh => "PSI（群体稳定性指数）比较训练时与当前的分布：低于 0.1 变化很小，0.1 起有变化，0.25 起变化显著，应重新训练或查明原因。低于随机波动三倍的视为稳定。";
}

/// <summary>How far the data of one model have moved.</summary>
public sealed record TaskDrift
{
    /// <summary>Its task.</summary>
    public required string Task { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>The last event that it has seen.</summary>
    public required DateTimeOffset TrainedUntil { get; init; }

    /// <summary>Moment of today's sample; null when the card holds nothing to compare with (a model of an older program).</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary><c>stable</c>, <c>some</c> or <c>much</c>: much when its scores or labels have moved much, or a tenth of its columns; <c>unknown</c> without anything to compare with.</summary>
    public string Level => Score is null ? "unknown"
        : Score.Level == "much" || Label?.Level == "much" || Columns.Count(column => column.Level == "much") * 10 > Columns.Count ? "much"
        : Score.Level == "some" || Label?.Level == "some" || Columns.Any(column => column.Level is "some" or "much") ? "some"
        : "stable";

    /// <summary>Columns of its data, the most moved first.</summary>
    public IReadOnlyList<ColumnDrift> Columns { get; init; } = [];

    /// <summary>What it says.</summary>
    public ColumnDrift? Score { get; init; }

    /// <summary>What came true; null where that is not known yet.</summary>
    public ColumnDrift? Label { get; init; }
}
