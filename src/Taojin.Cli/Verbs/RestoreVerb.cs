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
        var store = new Option<string?>("--store") { Description = "Its PostgreSQL from now on (postgres://…): filled where it is empty, followed where it is not" };
        return new Command("restore", "Check a backup and make a shop of it in a new folder (--workspace)") { backup, store }.Does((parsed, screen, _) =>
        {
            var target = parsed.GetValue(CommandLine.Workspace)!.FullName;
            var result = Backups.Restore(parsed.GetValue(backup)!.FullName, target, TimeProvider.System, parsed.GetValue(store));
            screen.Result(new { workspace = target, result.Made, result.Files, result.Bytes, result.Erased, store_filled = result.IsStoreFilled, result.Keys }, console => console.WriteLine(target));
            screen.Say($"{screen.Words.Count(result.Files)} files of {result.Made}, each checked.", $"已校验并恢复 {result.Made} 的 {screen.Words.Count(result.Files)} 个文件。");
            if (result.IsStoreFilled is true)
                screen.Say("The PostgreSQL store was empty and holds all of it now.", "PostgreSQL 存储原为空，现已写入全部数据。");
            else if (result.IsStoreFilled is false)
                screen.Warn("The PostgreSQL store holds a log of its own and was left as it is; this folder is a copy of it.", "PostgreSQL 存储已有自己的日志，保持不变；本文件夹是它的副本。");
            if (result.Erased > 0)
                screen.Say($"{result.Erased} persons who were erased since were taken out again.", $"已再次清除备份之后删除的 {result.Erased} 人。");
            if (result.Keys is { IsChecked: false } unknown)
                screen.Warn(unknown.What, unknown.WhatZh);
            else if (result.Keys is { Revoked: > 0 } known)
                screen.Say(known.What, known.WhatZh);
            return Task.CompletedTask;
        });
    }
}
