using System.Globalization;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Cluster;

/// <summary>The plan on the page of results.</summary>
internal static class PlanPage
{
    private const double Gib = 1L << 30;

    /// <param name="of">The shop and what one unit costs.</param>
    /// <param name="eventsPerUser">Events of a user when the state was measured.</param>
    /// <param name="plans">What numbers of nodes come to.</param>
    public static void Write((PlannedShop Shop, UnitCosts Costs) of, int eventsPerUser, PlannedNodes[] plans) => ResultsPage.Write("cluster-plan", string.Create(CultureInfo.InvariantCulture, $"""
        ## A plan to a billion events of a hundred million users

        `./bench cluster --only plan`: unit costs measured on this machine, users laid over partitions and partitions over nodes by simulation (activity log-normal, σ 1.5). Nothing of this size was run.

        {Units(of.Costs, eventsPerUser)}

        {Snapshots(of.Shop, of.Costs.Replay)}

        {Sentence(of.Shop, of.Costs)} Nodes have two cores; money is {ClusterPlan.DollarsPerCoreHour} $ a core and hour and {ClusterPlan.DollarsPerGibHour} $ a GiB and hour, the database not counted.

        | nodes | partitions' state, one node lost (GiB a node) | a server's own copy (GiB a node) | vectors while fitting (GiB a node) | lists a second of all | busiest by mean | whole replay from PostgreSQL (s) | fit, 6 epochs (min of computing) | sent a sweep of both sides (GiB) | $ a month |
        |---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
        {string.Join('\n', plans.Select(Row))}

        {Limits(of.Shop, of.Costs, plans[0])}

        """));

    private static string Units(UnitCosts costs, int eventsPerUser) => string.Create(CultureInfo.InvariantCulture, $"""
        | unit | what of it | measured |
        |---|---|---:|
        | user | live state in its partition ({eventsPerUser} events each) | {costs.StateBytesPerUser:#,0} bytes |
        | | in its partition's snapshot | {costs.Replay.SnapshotBytes:#,0} bytes |
        | | in each server's own copy of the log: histories, all features, prepared lists (5 events each) | {costs.Lists.BytesPerUser:#,0} bytes |
        | item | state of the features that need all users' events, at each server | {costs.ItemStateBytes:#,0} bytes |
        | | vector (64 factors) and its one-byte copy, at each server | {costs.ItemVectorBytes:#,0} bytes |
        | event | folded into its partition | {costs.FoldSeconds * 1e6:0.0} CPU µs |
        | | read from PostgreSQL and folded, when a partition is built anew: at the node | {costs.Replay.NodeSeconds * 1e6:0.0} CPU µs |
        | | and in PostgreSQL | {costs.Replay.DatabaseSeconds * 1e6:0.0} CPU µs |
        | | in PostgreSQL, indexes included | {costs.LogBytesPerEvent:#,0} bytes |
        | | made durable, without PostgreSQL's own work | {costs.AppendSeconds * 1e6:0.0} CPU µs |
        | | heard by each other server and folded into its items, categories and histories (the exchange of item state) | {costs.Lists.HearSeconds * 1e6:0.0} CPU µs |
        | list of ten, noted in the log, without HTTP | at the server that makes it | {costs.Lists.ServerSeconds * 1e6:0} CPU µs |
        | | at the owner of its user, who is asked first | {costs.Lists.OwnerSeconds * 1e6:0} CPU µs |
        | | in PostgreSQL | {costs.Lists.DatabaseSeconds * 1e6:0} CPU µs |
        | | between the two nodes, both ways, what they say to one another besides included | {costs.Lists.SentBytes:#,0} bytes |
        | interaction and epoch | factorisation (64 factors, conjugate gradients) | {costs.FitSeconds * 1e6:0.00} CPU µs |
        """);

    private static string Sentence(PlannedShop shop, UnitCosts costs) => string.Create(CultureInfo.InvariantCulture,
        $"{shop.Events:#,0} events, {shop.Users:#,0} users, {shop.Items:#,0} items; the log takes {shop.Events * costs.LogBytesPerEvent / Gib:#,0} GiB of PostgreSQL. {shop.EventsPerSecond:#,0} events a second need {shop.EventsPerSecond * (costs.AppendSeconds + costs.FoldSeconds):0.0} cores of all nodes together, {shop.EventsPerSecond * costs.Lists.HearSeconds:0.00} cores of each server, which hears them all, and {shop.EventsPerSecond * costs.LogBytesPerEvent / 1e6:0.0} MB a second of the database's disk. The lists a second are those that fit in beside these events. The replay is from the beginning, without snapshots, the database at {ClusterPlan.DatabaseCores} cores.");

    private static string Snapshots(PlannedShop shop, ReplayCosts costs)
    {
        var (users, events) = (shop.Users / ClusterPlan.Partitions, ClusterPlan.EventsPerSnapshot);
        var bytes = users * costs.SnapshotBytes;
        return string.Create(CultureInfo.InvariantCulture, $"Snapshots: that of a partition of {users:#,0} users is {bytes / 1e6:0} MB, takes {bytes * costs.KeepSeconds:0.0} s to write and {bytes * costs.TakeSeconds:0.0} s to take up; meanwhile servers answer its users from their own copies. It is written after {Math.Max(events, users):#,0} events, as many as there are users; all partitions together then write {ClusterPlan.SnapshotBytesPerSecond(shop, costs) / 1e6:0} MB a second into PostgreSQL (after every {events:#,0} events it would be {shop.EventsPerSecond / events * bytes / 1e6:0}).");
    }

    private static string Row(PlannedNodes plan) => string.Create(CultureInfo.InvariantCulture,
        $"| {plan.Nodes} | {plan.StateGib:0.0} | {plan.ServerGib:0.0} | {plan.FactorGib:0.0} | {plan.ListsPerSecond:#,0} | {plan.Imbalance:0.00} | {plan.ReplaySeconds:#,0} | {plan.FitMinutes:0.0} | {plan.SentGib:0} | {plan.DollarsPerMonth:#,0} |");

    private static string Limits(PlannedShop shop, UnitCosts costs, PlannedNodes smallest) => string.Create(CultureInfo.InvariantCulture,
        $"**Where it breaks first:** at the fit. It cannot run at this size as it stands: a side's vectors are one array ({ClusterPlan.FittedRows / 1e6:0.0} million rows of 64 factors at most), the sums that nodes add up go in eight blocks of at most 512 MiB a message, and each node holds both sides twice, {smallest.FactorGib:0} GiB, its share sent to all others; minutes and GiB of the fit in the table say what it would cost if the sides were parted, or users folded in without being fitted. Next is each server's own copy of the log, {smallest.ServerGib:0} GiB however many servers there are: beyond some tens of millions of users a server must leave users to their partitions. Then the one database: its size, its one writer a node, the snapshots above, {costs.Replay.DatabaseSeconds * 1e6:0.0} µs of its processors for each event of a replay, and {costs.Lists.DatabaseSeconds * 1e6:0} µs a list, so that {ClusterPlan.DatabaseCores} cores of it give {ClusterPlan.DatabaseCores / costs.Lists.DatabaseSeconds:#,0} lists a second whatever nodes there are. Events and the state of partitions part evenly.");
}
