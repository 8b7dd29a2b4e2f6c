using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Screens;

namespace Taojin.Cli.Verbs;

/// <summary>Copies a shop.</summary>
internal sealed class BackupVerb : IVerb
{
    public int Place => 102;

    public Command Build()
    {
        var target = new Argument<DirectoryInfo>("folder") { Description = "A folder that is not there yet" };
        return new Command("backup", "Copy the shop, with checksums; a running server does it by POST /api/v1/backups") { target }.Does((parsed, screen, _) =>
        {
            using var mine = ShopFolder.Open(parsed);
            var folder = parsed.GetValue(target)!.FullName;
            var manifest = mine.Workspace.Backups.Make(folder);
            screen.Result(new { folder, manifest.Made, files = manifest.Files.Count, manifest.Bytes }, console => console.WriteLine(folder));
            screen.Say($"{screen.Words.Count(manifest.Files.Count)} files, {manifest.Bytes >> 20} MiB.", $"{screen.Words.Count(manifest.Files.Count)} 个文件，{manifest.Bytes >> 20} MiB。");
            return Task.CompletedTask;
        });
    }
}
