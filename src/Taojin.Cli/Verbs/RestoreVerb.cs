using System.CommandLine;
using Spectre.Console;
using Taojin.Storage.Backup;

namespace Taojin.Cli.Verbs;

/// <summary>Makes a shop of a backup.</summary>
internal sealed class RestoreVerb : IVerb
{
    public int Place => 104;

    public Command Build()
    {
        var backup = new Argument<DirectoryInfo>("folder") { Description = "The backup" };
        return new Command("restore", "Check a backup and make a shop of it in a new folder (--workspace)") { backup }.Does((parsed, screen, _) =>
        {
            var target = parsed.GetValue(CommandLine.Workspace)!.FullName;
            var result = Backups.Restore(parsed.GetValue(backup)!.FullName, target, TimeProvider.System);
            screen.Result(new { workspace = target, result.Made, result.Files, result.Bytes, result.Erased }, console => console.WriteLine(target));
            screen.Say($"{screen.Words.Count(result.Files)} files of {result.Made}, each checked.", $"已校验并恢复 {result.Made} 的 {screen.Words.Count(result.Files)} 个文件。");
            if (result.Erased > 0)
                screen.Say($"{result.Erased} persons who were erased since were taken out again.", $"已再次清除备份之后删除的 {result.Erased} 人。");
            return Task.CompletedTask;
        });
    }
}
