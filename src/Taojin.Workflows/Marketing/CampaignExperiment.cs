using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Uplift;

namespace Taojin.Workflows.Marketing;

/// <summary>A campaign as an experiment: who got which arm, what was known of them before, what came out after.</summary>
/// <param name="CampaignId">Its id.</param>
/// <param name="Table">The people; arm 0 is the control.</param>
/// <param name="Users">Index of each person's user, shape [people].</param>
/// <param name="Began">First contact: facts are of before it.</param>
/// <param name="HasControl">Whether a control was kept; if not, users whom the campaign did not reach stand in for it.</param>
public sealed record CampaignExperiment(string CampaignId, ExperimentTable Table, int[] Users, Instant Began, bool HasControl)
{
    /// <summary>What the one arm of a campaign is called that names none.</summary>
    public const string Unnamed = "campaign";

    private static readonly string[] ControlNames = ["control", "holdout", "none", "no", "对照", "对照组", "留出", "留出组"];

    /// <summary>Whether an arm is called as those are that got nothing.</summary>
    public static bool IsControl(string arm) => ControlNames.Contains(arm, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a campaign from the log.</summary>
    /// <exception cref="TaojinException">campaign.none, campaign.unknown or campaign.one-arm: what is missing and how to bring it.</exception>
    public static CampaignExperiment Of(Mine mine, ShopLog log, ExperimentRequest request)
    {
        var (id, contacts) = Contacts(mine, request.CampaignId);
        var (control, isControl) = ControlOf(contacts, request.Control);
        var began = contacts.Min(contact => contact.Time);
        var people = contacts.Select(contact => (contact.User, contact.Time, Arm: contact.Arm ?? Unnamed)).ToList();
        if (control is null)
            people.AddRange(Unreached(log, began, [.. contacts.Select(contact => contact.User)]).Select(user => (user, began, "")));
        var arms = people.Select(person => person.Arm).Where(arm => arm.Length > 0 && !isControl(arm)).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (arms.Length == 0 || arms.Length == people.Select(person => person.Arm).Distinct().Count())
            throw new TaojinException("campaign.one-arm", $"Campaign '{id}' has no users to compare with: {string.Join(", ", arms)}.", "Name the arm that got nothing: --control ARM");
        int[] users = [.. people.Select(person => person.User)];
        var isRandomised = control is not null && (request.IsRandomised ?? contacts.All(contact => contact.Propensity is > 0 and <= 1));
        return new(id, new()
        {
            Features = UserFacts.Of(log, began, users),
            Arms = arms,
            Arm = [.. people.Select(person => Array.IndexOf(arms, person.Arm) + 1)],
            Outcomes = Outcomes(log, people, request),
            Assignment = isRandomised ? Assignment.Randomised : Assignment.Observational,
        }, users, began, control is not null);
    }

    private static (string Id, IReadOnlyList<Exposure> Contacts) Contacts(Mine mine, string? asked)
    {
        var all = mine.Workspace.Trade.Exposures().GroupBy(contact => contact.CampaignId).ToDictionary(group => group.Key);
        if (all.Count == 0)
            throw new TaojinException("campaign.none", "The log knows of no campaign.", "Import who was reached: ./taojin import csv:EXPOSURES.csv with columns user_id, campaign_id, arm, propensity, time");
        var id = asked ?? all.MaxBy(each => each.Value.Select(contact => contact.User).Distinct().Count()).Key;
        return all.TryGetValue(id, out var found)
            ? (id, [.. found.OrderBy(contact => contact.Time).DistinctBy(contact => contact.User)]) // the first contact decides
            : throw new TaojinException("campaign.unknown", $"No campaign '{id}'.", $"Known: {string.Join(", ", all.Keys.Order(StringComparer.Ordinal).Take(20))}.");
    }

    private static (string? Name, Func<string, bool> Is) ControlOf(IReadOnlyList<Exposure> contacts, string? asked)
    {
        bool Is(string arm) => asked is null ? IsControl(arm) : arm == asked;
        return (contacts.Select(contact => contact.Arm).FirstOrDefault(arm => arm is not null && Is(arm)), Is);
    }

    private static IEnumerable<int> Unreached(ShopLog log, Instant began, HashSet<int> reached) =>
        log.User.Take(log.CountBefore(began)).Distinct().Where(user => !reached.Contains(user));

    private static float[] Outcomes(ShopLog log, List<(int User, Instant Time, string Arm)> people, ExperimentRequest request)
    {
        var (outcomes, row) = (new float[people.Count], people.Select((person, place) => (person.User, place)).ToDictionary(each => each.User, each => each.place));
        for (var place = log.CountBefore(people.Min(person => person.Time)); place < log.Count; place++)
        {
            var happened = log[place];
            if (!row.TryGetValue(happened.User, out var own) || happened.Time < people[own].Time || happened.Time >= people[own].Time + TimeSpan.FromDays(request.Days))
                continue;
            var isPurchase = happened.Kind == EventKind.Purchase;
            var money = float.IsNaN(happened.Price) ? 0 : happened.Price * (float.IsNaN(happened.Quantity) ? 1 : happened.Quantity);
            outcomes[own] = request.Outcome switch
            {
                CampaignOutcome.Spent => outcomes[own] + (isPurchase ? money : happened.Kind == EventKind.Return ? -money : 0),
                CampaignOutcome.Bought => isPurchase ? 1 : outcomes[own],
                _ => happened.Kind.IsTouch() && happened.Kind != EventKind.Return ? 1 : outcomes[own],
            };
        }
        return outcomes;
    }
}
