using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Taojin.Cli.Screens;
using Taojin.Cluster.Membership;
using Taojin.Data;

namespace Taojin.Cli.Verbs.Cluster;

/// <summary>Who is in a cluster.</summary>
internal sealed class ClusterStatus : IVerbOf<ClusterVerb>
{
    public int Place => 20;

    public Command Build()
    {
        var cluster = new Argument<string>("cluster") { Description = "Where the nodes find one another, such as redis://db-host:6379 or postgres://user:${SHOP_PASSWORD}@host:5432/shop" };
        var name = new ClusterArguments().Name;
        return new Command("status", "Show who is in a cluster, and who was") { cluster, name }.Does((parsed, screen, _) =>
        {
            var members = Member.ReadAsync(ClusterArguments.Options(parsed.GetValue(cluster)!) with { Name = parsed.GetValue(name)! }, TimeProvider.System).GetAwaiter().GetResult(); // awaited, it would load the cluster with every verb
            screen.Result(new { Cluster = parsed.GetValue(name), Members = members }, console => Render(members, console, screen.Words));
            return Task.CompletedTask;
        });
    }

    private static void Render(IReadOnlyList<Member> members, IAnsiConsole console, Words words)
    {
        if (members.Count == 0)
        {
            console.WriteLine(words["Nobody has joined this cluster yet. Start a node: ./taojin cluster node ADDRESS", "此集群还没有节点。启动节点：./taojin cluster node 地址"]);
            return;
        }
        var table = Lists.Table(words["node", "节点"], words["role", "角色"], words["state", "状态"], words["joined (UTC)", "加入时间（UTC）"], words["last alive (UTC)", "最近心跳（UTC）"]);
        foreach (var member in members)
            table.AddRow(Markup.Escape(member.Address), RoleOf(member.Role, words), StateOf(member.State, words), At(member.Since), At(member.Seen));
        console.Write(table);
    }

    private static string At(Instant time) => time.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string RoleOf(string role, Words words) => role == "trainer" ? words["trainer", "训练"] : words["shop", "店铺"];

    private static string StateOf(string state, Words words) => state switch
    {
        "active" => words["active", "在线"],
        "dead" => words["gone", "已离开"],
        _ => words[state, state],
    };
}
