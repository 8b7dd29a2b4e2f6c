using Taojin.Data;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Evaluation.Online;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Uplift;
using Taojin.Numerics;
using Taojin.Storage.Privacy;

namespace Taojin.Workflows.Marketing;

/// <summary>What a campaign changed, for whom most, and whether that can be told.</summary>
public sealed class MarketUplift(Mine mine)
{
    private const int SelfNormalised = 1; // its place among the estimates: no model of outcomes is needed

    /// <summary>Judges a campaign of the log.</summary>
    /// <exception cref="TaojinException">campaign.*: what is missing and how to bring it.</exception>
    public UpliftReport Run(ExperimentRequest request, FitContext context)
    {
        var experiment = CampaignExperiment.Of(mine, mine.LogFor(Purposes.Analytics), request);
        var table = experiment.Table;
        var learners = Learners(table.Assignment).Select(each => Judge(each, table, context)).OrderByDescending(each => each.Row.Qini.Average(metric => metric.Value)).ToArray();
        return new()
        {
            CampaignId = experiment.CampaignId,
            Outcome = request.Outcome,
            Days = request.Days,
            IsRandomised = table.Assignment == Assignment.Randomised,
            Control = table.Arm.Count(arm => arm == 0),
            HasControl = experiment.HasControl,
            Effects = AverageEffect.Of(table, context),
            People = [.. table.Arms.Select((_, arm) => table.Arm.Count(each => each == arm + 1))],
            Balance = TreatmentBalance.Of(table, context),
            Learners = [.. learners.Select(each => each.Row)],
            Tenths = [.. table.Arms.Select((_, arm) => UpliftEvaluation.Tenths(Cases(table, arm, learners[0].Said)))],
            Curves = [.. table.Arms.Select((_, arm) => QiniCurve.Of(Cases(table, arm, learners[0].Said)))],
            Policies = table.Assignment == Assignment.Randomised ? Policies(table, learners[0].Said) : [],
        };
    }

    /// <summary>Learners that fit the data: differences of means mislead where people decided who was treated.</summary>
    internal static IEnumerable<(UpliftCard Card, BaseLearner Base, string Name)> Learners(Assignment assignment) => UpliftLearners.Cards
        .Where(card => card.HasBase || assignment == Assignment.Randomised)
        .SelectMany(card => card.HasBase
            ? new[] { (card, BaseLearner.Linear, $"{card.Name}, linear"), (card, BaseLearner.Boosting, $"{card.Name}, trees") }
            : [(card, BaseLearner.Linear, card.Name)]);

    private static (LearnerRow Row, DenseRows Said) Judge((UpliftCard Card, BaseLearner Base, string Name) learner, ExperimentTable table, FitContext context)
    {
        var said = CrossFitting.Uplift(table, learner.Card.Create(learner.Base), context);
        return (new(learner.Name, learner.Card.Title, learner.Card.TitleZh, [.. table.Arms.Select((_, arm) => UpliftEvaluation.Of(Cases(table, arm, said), context.Seed).Main)]), said);
    }

    private static UpliftCase[] Cases(ExperimentTable table, int arm, DenseRows said) =>
    [
        .. Enumerable.Range(0, table.RowCount).Where(row => table.Arm[row] == 0 || table.Arm[row] == arm + 1)
            .Select(row => new UpliftCase(said[row][arm], table.Arm[row] > 0, table.Outcomes[row])),
    ];

    /// <summary>What rules for everybody would bring; chance decided, so that people who got what a rule says stand for all.</summary>
    private static IReadOnlyList<MetricValue> Policies(ExperimentTable table, DenseRows said)
    {
        var share = Enumerable.Range(0, table.Arms.Count + 1).Select(arm => table.Arm.Count(each => each == arm) / (double)table.RowCount).ToArray();
        MetricValue Value(string name, Func<int, int> rule) => OffPolicy.Estimate(
            [.. table.Arm.Select((arm, row) => new LoggedDecision(table.Outcomes[row], share[arm], rule(row) == arm ? 1 : 0, 0, 0))], seed: 1)[SelfNormalised] with { Name = name };
        return
        [
            Value("nobody", _ => 0),
            .. table.Arms.Select((name, arm) => Value($"everybody {name}", _ => arm + 1)),
            Value("best arm for each", row => Best(said[row])),
        ];
    }

    private static int Best(ReadOnlySpan<float> uplift)
    {
        var (best, value) = (0, 0f);
        for (var arm = 0; arm < uplift.Length; arm++)
            if (uplift[arm] > value)
                (best, value) = (arm + 1, uplift[arm]);
        return best;
    }
}

/// <summary>How a learner ranks people it did not see.</summary>
/// <param name="Name">Learner and what it stands on.</param>
/// <param name="Title">Title in English.</param>
/// <param name="TitleZh">Title in Chinese.</param>
/// <param name="Qini">Qini of each arm with its interval.</param>
public sealed record LearnerRow(string Name, string Title, string TitleZh, IReadOnlyList<MetricValue> Qini);

/// <summary>What a campaign changed.</summary>
public sealed record UpliftReport
{
    /// <summary>The campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>What counts.</summary>
    public required CampaignOutcome Outcome { get; init; }

    /// <summary>Days after the contact that count.</summary>
    public required int Days { get; init; }

    /// <summary>Whether chance decided who got what: only then are differences effects.</summary>
    public required bool IsRandomised { get; init; }

    /// <summary>Users of the control.</summary>
    public required int Control { get; init; }

    /// <summary>Whether a control was kept; if not, users whom the campaign did not reach stand in for it.</summary>
    public required bool HasControl { get; init; }

    /// <summary>Average change by arm, each with what may be said of it.</summary>
    public required IReadOnlyList<AverageEffect> Effects { get; init; }

    /// <summary>Users of each arm.</summary>
    public required IReadOnlyList<int> People { get; init; }

    /// <summary>Whether arms and control can be compared.</summary>
    public required IReadOnlyList<TreatmentBalance> Balance { get; init; }

    /// <summary>How well learners rank people they did not see, the best first.</summary>
    public required IReadOnlyList<LearnerRow> Learners { get; init; }

    /// <summary>Outcomes by tenths of the best learner's ranking, for each arm.</summary>
    public required IReadOnlyList<IReadOnlyList<UpliftTenth>> Tenths { get; init; }

    /// <summary>What is gained by treating people in the order of the best learner, for each arm.</summary>
    public required IReadOnlyList<QiniCurve> Curves { get; init; }

    /// <summary>Mean outcome under rules for everybody; empty unless chance decided.</summary>
    public required IReadOnlyList<MetricValue> Policies { get; init; }
}
