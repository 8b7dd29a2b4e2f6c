using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Data;
using Taojin.Workflows;

namespace Taojin.Cli.Verbs;

/// <summary>Copies a shop.</summary>
internal sealed class BackupVerb : IVerb
{
    public int Place => 102;

    public Command Build()
    {
        var target = new Argument<DirectoryInfo>("folder") { Description = "A folder that is not there yet" };
        return new Command("backup", "Copy the shop, with checksums; while a server runs, to backups/NAME of the workspace") { target }.Does(async (parsed, screen, cancellation) =>
        {
            var folder = parsed.GetValue(target)!.FullName;
            var made = await Wherever.AskAsync(parsed, mine => Here(mine, folder), server => server.PostAsync<Copy>("backups", new { Name = NameOf(folder, ShopFolder.Of(parsed)) }, cancellation));
            screen.Result(new { folder, made.Made, made.Files, made.Bytes }, console => console.WriteLine(folder));
            screen.Say($"{screen.Words.Count(made.Files)} files, {made.Bytes >> 20} MiB.", $"{screen.Words.Count(made.Files)} 个文件，{made.Bytes >> 20} MiB。");
        });
    }

    private static Copy Here(Mine mine, string folder)
    {
        var manifest = mine.Workspace.Backups.Make(folder);
        return new(manifest.Made, manifest.Files.Count, manifest.Bytes);
    }

    /// <summary>A server writes where it finds its backups again when somebody is erased.</summary>
    private static string NameOf(string folder, string shop) => Path.GetDirectoryName(folder) == Path.Combine(shop, "backups")
        ? Path.GetFileName(folder)
        : throw new TaojinException("serve.backup-place", $"A running server does not write to '{folder}'.", $"Run: ./taojin backup {Path.Combine(shop, "backups", Path.GetFileName(folder))}");

    /// <summary>What was copied.</summary>
    private sealed record Copy(Instant Made, int Files, long Bytes);
}
