using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Screens;

namespace Taojin.Cli.Verbs.Privacy;

/// <summary>Ends what is kept too long.</summary>
internal sealed class PrivacyRetain : IVerbOf<PrivacyVerb>
{
    public int Place => 30;

    public Command Build() => new Command("retain", "End what is kept longer than [privacy] of taojin.toml says; serve does it at each start and each day").Does((parsed, screen, _) =>
    {
        using var mine = ShopFolder.Open(parsed);
        var (result, words) = (mine.Workspace.Retention.Run(), screen.Words);
        screen.Result(result, console =>
        {
            var table = Lists.Table(words["what", "内容"], words["ended", "清除"]);
            table.AddRow(words["events", "事件"], words.Count(result.Events));
            table.AddRow(words["messages", "消息"], words.Count(result.Messages));
            table.AddRow(words["files of rejected rows", "拒收行文件"], words.Count(result.Rejects));
            table.AddRow(words["files of the watched folder", "导入文件夹中的文件"], words.Count(result.FeedFiles));
            table.AddRow(words["months of the audit log", "审计日志（月）"], words.Count(result.AuditFiles));
            table.AddRow(words["models that an erasure promised to end", "删除承诺到期的模型"], words.Count(result.ModelsRemoved.Count));
            console.Write(table);
        });
        foreach (var version in result.ModelsOverdue)
            screen.Warn($"{version} should have been replaced by now: train and publish anew.", $"{version} 已到期应替换：请重新训练并发布。");
        return Task.CompletedTask;
    });
}
