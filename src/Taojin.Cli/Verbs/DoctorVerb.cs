using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Screens;
using Taojin.Workflows.Doctor;

namespace Taojin.Cli.Verbs;

/// <summary>Looks at the machine and the shop, and says how to mend what is wrong.</summary>
internal sealed class DoctorVerb : IVerb
{
    public int Place => 120;

    public Command Build() => new Command("doctor", "Check this machine and the shop, and say how to mend what is wrong").Does((parsed, screen, _) =>
    {
        var (words, scene) = (screen.Words, new DoctorScene(parsed.GetValue(CommandLine.Workspace)!.FullName, TimeProvider.System) { Algorithms = ShopFolder.Algorithms });
        var checks = Examination.Run(scene);
        screen.HasFailed = checks.Any(check => !check.IsGood);
        screen.Result(checks, console =>
        {
            foreach (var check in checks)
            {
                console.WriteLine($"{(check.IsGood ? "✓" : "✗")} {check.Name,-13} {words[check.Found, check.FoundZh]}");
                if (!check.IsGood)
                    console.WriteLine($"  → {words[check.Remedy, check.RemedyZh]}");
            }
        });
        return Task.CompletedTask;
    });
}
