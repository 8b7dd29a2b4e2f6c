using System.CommandLine;
using Taojin.Workflows.Marketing;

namespace Taojin.Cli.Verbs.Market;

/// <summary>Options that say which campaign is looked at, and how.</summary>
internal sealed class ExperimentOptions
{
    private readonly Option<string?> _campaign = new("--campaign", "-c") { Description = "Id of the campaign (default: the one that reached most users)" };
    private readonly Option<CampaignOutcome> _outcome = new("--outcome") { Description = "What counts: bought, spent or visited", DefaultValueFactory = _ => CampaignOutcome.Bought };
    private readonly Option<int> _days = new("--days") { Description = "Days after the contact that count", DefaultValueFactory = _ => 14 };
    private readonly Option<string?> _control = new("--control") { Description = "The arm that got nothing (default: control, holdout, none, 对照 or 留出)" };
    private readonly Option<bool> _random = new("--randomised") { Description = "Chance decided who got what, although the contacts state no propensity" };

    public Option<int> Days => _days;

    public void AddTo(Command command, bool withOutcome)
    {
        command.Options.Add(_campaign);
        if (withOutcome)
            command.Options.Add(_outcome);
        command.Options.Add(_days);
        command.Options.Add(_control);
        command.Options.Add(_random);
    }

    public ExperimentRequest Read(ParseResult parsed, bool withOutcome) => new(parsed.GetValue(_campaign))
    {
        Outcome = withOutcome ? parsed.GetValue(_outcome) : CampaignOutcome.Spent,
        Days = parsed.GetValue(_days),
        Control = parsed.GetValue(_control),
        IsRandomised = parsed.GetValue(_random) ? true : null,
    };
}
