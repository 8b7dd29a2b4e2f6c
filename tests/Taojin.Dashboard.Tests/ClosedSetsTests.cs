using System.Text.RegularExpressions;
using Taojin.Data;
using Taojin.Mining.AfterSales.Signals;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation.Lists;
using Taojin.Server.Dashboard.Pages.Models;
using Taojin.Server.Dashboard.Pages.Recommend;
using Taojin.Server.Dashboard.Reading;
using Taojin.Server.Tasks;
using Taojin.Storage.Models;
using Taojin.Storage.Privacy;
using Taojin.Tests.Shops;
using Taojin.Workflows.Service;
using Taojin.Workflows.Training;

namespace Taojin.Dashboard.Tests;

/// <summary>Where a page writes one of a few names, each of them has its word, and no word is left of one that is gone.</summary>
public sealed partial class ClosedSetsTests
{
    private static readonly string[] Stages = ["sources", "log", "features", "models", "evaluation", "publishing", "answers", "feedback"], Steps = ["retrieve", "filter", "score", "order", "explain"];

    private static readonly OptionRow[] Options = [.. new Algorithms().Cards.Where(card => TrainingTasks.All.Any(task => task.Name == card.Task.Name)).SelectMany(OptionRow.Of)];

    /// <summary>Names that code gives; what is free text beside them, such as a filter as it is written, stands as it is.</summary>
    private static readonly Dictionary<string, IReadOnlyList<string>> Sets = new(StringComparer.Ordinal)
    {
        ["act"] = [.. Acts()],
        ["aspects-by"] = ReviewReport.Groupings,
        ["by"] = ListAsked.Ways,
        ["by-begin"] = [.. ListAsked.Ways.Skip(1)],
        ["caller"] = ["loopback", "env"],
        ["choice"] = [.. Options.SelectMany(row => row.Choices).Distinct()],
        ["classify-tab"] = Tabs("Classify/ClassifyPage"),
        ["data-tab"] = Tabs("Data/DataPage"),
        ["drift-level"] = ["stable", "some", "much", "unknown"],
        ["drift-of"] = ["score", "label", "kind", "events_before"],
        ["experiments-tab"] = Tabs("Experiments/ExperimentsPage"),
        ["field"] = Storage.DetectedColumn.Fields,
        ["funnel"] = ["orders", "shop"],
        ["handover"] = ["unsure", "order-not-yours", "model-asks"],
        ["kinds"] = EventKinds.All,
        ["market-tab"] = Tabs("Marketing/MarketingPage"),
        ["metric"] = ["CTR", "conversion", "revenue per request"],
        ["objective"] = [.. Enum.GetNames<ListObjective>().Select(name => name.ToLowerInvariant())],
        ["option"] = [.. Options.Select(row => row.Name).Distinct()],
        ["order-state"] = ["paid", "packing"], // of orders that are still open
        ["part"] = ["relevance", "purchase probability", "margin", "kept"],
        ["place"] = ["overview", "data", "models", "recommend", "predict", "classify", "marketing", "service", "experiments", "privacy", "settings"],
        ["placed"] = ["value", "pin", "exploration"],
        ["privacy-of"] = ["events", "messages", "imports", "audit"],
        ["purpose"] = [.. Enum.GetNames<Purposes>().Except(["None", "All"])],
        ["reason"] = Enum.GetNames<ReturnSort>(),
        ["removed"] = ["touched by the user", "excluded by the request", "not in the catalogue", "hidden by the shop"],
        ["scope"] = ["read", "write", "admin"],
        ["service-tab"] = Tabs("Service/ServicePage"),
        ["stage"] = Stages,
        ["stage-does"] = Stages,
        ["state"] = ["answered", "unsure", "unknown", "rejected"],
        ["steps-say"] = Steps,
        ["table"] = ["events", "items", "users", "reviews", "orders", "campaigns", "exposures", "redemptions"],
        ["task-state"] = Enum.GetNames<TaskState>(),
        ["task-why"] = ["request", "schedule", "drift"],
        ["trial-arm"] = ["canary", "current", "stable"],
        ["trial-end"] = [Withdrawal.Person, Withdrawal.Replaced, "errors", "nan", "empty", "slow", "metric", "damaged"],
    };

    /// <summary>Sets that share their stem with other words of the page.</summary>
    private static readonly string[] Mixed = ["steps", "table"];

    [Fact]
    public void Every_name_of_a_closed_set_has_its_word()
    {
        Sets.SelectMany(set => set.Value.Select(name => $"{set.Key}.{name}")).Where(key => !Words.Texts.ContainsKey(key)).ShouldBeEmpty();
        Steps.Where(step => !Words.Texts.ContainsKey($"steps.{step}")).ShouldBeEmpty();
    }

    [Fact]
    public void No_word_is_left_of_a_name_that_is_gone() =>
        Words.Texts.Keys.Where(key => key.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && Sets.TryGetValue(key[..dot], out var names) && !Mixed.Contains(key[..dot]) && !names.Contains(key[(dot + 1)..])).ShouldBeEmpty();

    [Fact]
    public void Every_set_that_a_page_names_is_looked_after_here() =>
        Named().Matches(string.Join('\n', Pages())).Select(match => match.Groups["set"].Value).Distinct().Except(Sets.Keys).Except(Mixed).ShouldBeEmpty();

    private static IEnumerable<string> Pages() => Directory.EnumerateFiles(Path.Combine(Approved.Root, "src", "Taojin.Server", "Dashboard"), "*.*", SearchOption.AllDirectories)
        .Where(path => path.EndsWith(".razor", StringComparison.Ordinal) || path.EndsWith(".cs", StringComparison.Ordinal)).Select(File.ReadAllText);

    private static string[] Tabs(string page) =>
        [.. Quoted().Matches(TabLine().Match(File.ReadAllText(Path.Combine(Approved.Root, "src", "Taojin.Server", "Dashboard", "Pages", $"{page}.razor"))).Value).Select(match => match.Groups["name"].Value)];

    /// <summary>What pages note in the audit log; where it is one of two, both.</summary>
    private static IEnumerable<string> Acts() =>
        Noted().Matches(string.Join('\n', Pages())).SelectMany(match => Quoted().Matches(match.Value)).Select(match => $"page: {match.Groups["name"].Value}").Distinct();

    [GeneratedRegex("""\.Name\("(?<set>[a-z0-9-]+)",""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    [GeneratedRegex("""Acts\.Note\(T, (?:[^",]*\? )?"[^"]+"(?: : "[^"]+")?""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Noted();

    [GeneratedRegex("""string\[\] Tabs = \[[^\]]*\]""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TabLine();

    [GeneratedRegex("\"(?<name>[a-z' -]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
