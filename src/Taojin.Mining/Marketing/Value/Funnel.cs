using Taojin.Data;
using Taojin.Numerics;

namespace Taojin.Mining.Marketing.Value;

/// <summary>How many people get from step to step.</summary>
/// <param name="Of">What it is of: <c>shop</c>, a category, a channel, or <c>orders</c> for the way from the first order to the next.</param>
/// <param name="Steps">In order.</param>
public sealed record Funnel(string Of, IReadOnlyList<FunnelStep> Steps)
{
    private static readonly EventKind[] Kinds = [EventKind.View, EventKind.Cart, EventKind.Purchase];

    /// <summary>From looking over the cart to buying, each step after the one before: of the whole shop and of its largest categories.</summary>
    /// <remarks>A user (with a category) is at a step once all steps before were seen earlier. Steps that the log does not know are left out.</remarks>
    /// <param name="log">The log in order of time.</param>
    /// <param name="categories">At most so many, those with most people first.</param>
    public static IReadOnlyList<Funnel> ByKind(ShopLog log, int categories = 8)
    {
        EventKind[] steps = [.. Kinds.Where(kind => Array.IndexOf(log.Kind, kind) >= 0)];
        if (steps.Length < 2)
            return [];
        var (shop, parts) = (new Dictionary<(int, int), int>(), new Dictionary<(int Category, int User), int>());
        for (var place = 0; place < log.Count; place++)
        {
            if (Array.IndexOf(steps, log.Kind[place]) is not (>= 0 and var step))
                continue;
            Reach(shop, (0, log.User[place]), step);
            if (log.Items.CategoryOf(log.Item[place]) is >= 0 and var category)
                Reach(parts, (category, log.User[place]), step);
        }
        string[] names = [.. steps.Select(kind => kind.Name())];
        var largest = parts.GroupBy(each => each.Key.Category).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Take(categories)
            .Select(group => new Funnel(log.Items.Categories.IdAt(group.Key), Counted(names, group.Select(each => each.Value))));
        return [new("shop", Counted(names, shop.Values)), .. largest];
    }

    /// <summary>From the first order to the second and further.</summary>
    public static Funnel OfOrders(OrderLog orders, int steps = 5)
    {
        var counts = orders.User.GroupBy(user => user).Select(group => Math.Min(steps, group.Count()) - 1);
        return new("orders", Counted([.. Enumerable.Range(1, steps).Select(step => $"order {step}")], counts));
    }

    /// <summary>A funnel from people counted at each step.</summary>
    public static Funnel Counted(string of, IReadOnlyList<(string Name, int People)> steps) => new(of, [.. steps.Select((step, place) => Step(step.Name, step.People, place == 0 ? step.People : steps[place - 1].People))]);

    private static void Reach(Dictionary<(int, int), int> reached, (int, int) who, int step)
    {
        var at = reached.GetValueOrDefault(who, -1);
        if (step == at + 1)
            reached[who] = step;
    }

    private static IReadOnlyList<FunnelStep> Counted(string[] names, IEnumerable<int> furthest)
    {
        var people = new int[names.Length];
        foreach (var step in furthest)
            for (var each = 0; each <= step; each++)
                people[each]++;
        return [.. names.Select((name, place) => Step(name, people[place], place == 0 ? people[0] : people[place - 1]))];
    }

    private static FunnelStep Step(string name, int people, int before)
    {
        var (low, high) = Proportion.Interval(Math.Min(people, before), before);
        return new(name, people, before == 0 ? 0 : (double)people / before, low, high);
    }
}

/// <summary>A step of a funnel.</summary>
/// <param name="Name">A kind of event, or which order.</param>
/// <param name="People">How many got here.</param>
/// <param name="Share">Of those of the step before, with its 95 % interval.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record FunnelStep(string Name, int People, double Share, double Low, double High);
