using System.CommandLine;
using System.Globalization;
using Taojin.Cli.Running;
using Taojin.Cli.Screens.Market;
using Taojin.Data;
using Taojin.Workflows.Marketing;

namespace Taojin.Cli.Verbs.Market;

/// <summary>Who is offered what within a budget; and, later, what that earned.</summary>
internal sealed class PlanCommand : IVerbOf<MarketVerb>
{
    private readonly ExperimentOptions _experiment = new();
    private readonly Option<double> _budget = new("--budget", "-b") { Description = "Most that may be spent, in the shop's currency" };
    private readonly Option<string[]> _offers = new("--offer", "-o") { Description = "An arm of the campaign as ARM=COST@CHANNEL; again for each offer", AllowMultipleArgumentsPerToken = true };
    private readonly Option<double> _margin = new("--margin") { Description = "Part of a sale that is profit", DefaultValueFactory = _ => 0.3 };
    private readonly Option<double> _holdout = new("--holdout") { Description = "Share of the planned users kept without an offer, to measure the plan", DefaultValueFactory = _ => 0.1 };
    private readonly Option<int> _contacts = new("--most-contacts") { Description = "Nobody reached this often in the last 30 days is reached again", DefaultValueFactory = _ => 2 };
    private readonly Option<string[]> _caps = new("--cap") { Description = "Most offers by a channel, such as sms=1000", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _minima = new("--at-least") { Description = "Fewest users of a segment (active, cooling, lapsed, new), such as lapsed=100", AllowMultipleArgumentsPerToken = true };
    private readonly Option<double> _fairness = new("--fairness") { Description = "Each segment gets at least this part of its share of the offers, such as 0.8" };
    private readonly Option<bool> _record = new("--record") { Description = "Write the contacts into the log, held-out users too, so that the plan can be measured" };
    private readonly Option<string?> _measure = new("--measure") { Description = "Id of a recorded plan: what did it earn?" };

    public int Place => 80;

    public Command Build()
    {
        var command = new Command("plan", "Who is offered what within a budget, what that is expected to earn, and what it earned") { _budget, _offers, _margin, _holdout, _contacts, _caps, _minima, _fairness, _record, _measure };
        _experiment.AddTo(command, withOutcome: false);
        return command.Does(async (parsed, screen, cancellation) =>
        {
            if (parsed.GetValue(_measure) is { } planId)
            {
                var (days, margin) = (parsed.GetValue(_experiment.Days), parsed.GetValue(_margin));
                var measured = await Wherever.AskAsync(
                    parsed, mine => new MarketMeasure(mine).Run(planId, days, margin),
                    server => server.GetAsync<MeasuredPlan>($"market/plans/{RunningServer.Part(planId)}/result{RunningServer.Query(("days", Text(days)), ("margin", Text(margin)))}", cancellation), "--measure", "--days", "--margin");
                screen.Result(measured, console => PlanTables.Render(measured, console, screen.Words));
                return;
            }
            var request = Request(parsed);
            var plan = await Wherever.AskAsync(
                parsed, mine => new MarketPlan(mine).Run(request, new() { Cancellation = cancellation }), server => server.PostAsync<MarketingPlan>("market/plans", Question(request), cancellation),
                "--campaign", "--days", "--budget", "--offer", "--margin", "--holdout", "--most-contacts", "--cap", "--at-least", "--fairness", "--record");
            screen.Result(plan, console => PlanTables.Render(plan, console, screen.Words));
            screen.Next(parsed.GetValue(_record) ? $"Send offers.csv by your mail tool; later: ./taojin market plan --measure {plan.PlanId}" : $"If you send it, write it into the log: ./taojin import csv:{Path.Combine(plan.Folder, "exposures.csv")}",
                parsed.GetValue(_record) ? $"用邮件工具发送 offers.csv；之后运行：./taojin market plan --measure {plan.PlanId}" : $"发送后请记入日志：./taojin import csv:{Path.Combine(plan.Folder, "exposures.csv")}");
        });
    }

    /// <summary>The same request as the server takes it.</summary>
    private static object Question(PlanRequest request) => new
    {
        Campaign = request.Experiment.CampaignId, request.Experiment.Days, request.Budget, request.Offers, request.Margin, Holdout = request.HoldoutShare, request.MostContacts,
        Caps = request.ChannelCaps, AtLeast = request.SegmentMinima, request.Fairness, Record = request.IsRecorded,
    };

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private PlanRequest Request(ParseResult parsed)
    {
        if (!(parsed.GetValue(_budget) > 0))
            throw new TaojinException("usage.budget-needed", "No budget was named.", "Run: ./taojin market plan --budget 500 --offer ARM=COST@CHANNEL");
        return new(_experiment.Read(parsed, withOutcome: false), [.. (parsed.GetValue(_offers) ?? []).Select(Offer)], parsed.GetValue(_budget))
        {
            Margin = parsed.GetValue(_margin), HoldoutShare = parsed.GetValue(_holdout), MostContacts = parsed.GetValue(_contacts), Fairness = parsed.GetValue(_fairness),
            ChannelCaps = Counts(parsed.GetValue(_caps)), SegmentMinima = Counts(parsed.GetValue(_minima)), IsRecorded = parsed.GetValue(_record),
        };
    }

    private static PlannedOffer Offer(string text)
    {
        var (equals, at) = (text.IndexOf('=', StringComparison.Ordinal), text.LastIndexOf('@'));
        return equals > 0 && at > equals && double.TryParse(text[(equals + 1)..at], NumberStyles.Float, CultureInfo.InvariantCulture, out var cost) && cost >= 0
            ? new(text[..equals], cost, text[(at + 1)..])
            : throw new TaojinException("usage.offer-unclear", $"'{text}' is no offer.", "Write it as ARM=COST@CHANNEL, such as coupon=2.5@email");
    }

    private static Dictionary<string, int> Counts(string[]? texts)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in texts ?? [])
            counts[text[..Math.Max(0, text.IndexOf('=', StringComparison.Ordinal))]] = int.TryParse(text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? count
                : throw new TaojinException("usage.count-unclear", $"'{text}' is no name with a number.", "Write it as NAME=COUNT, such as sms=1000");
        return counts;
    }
}
