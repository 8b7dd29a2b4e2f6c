using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Screens;
using Taojin.Data;
using Taojin.Storage.Privacy;

namespace Taojin.Cli.Verbs.Privacy;

/// <summary>Says or changes what a person allows.</summary>
internal sealed class PrivacyConsent : IVerbOf<PrivacyVerb>
{
    public int Place => 20;

    public Command Build()
    {
        var user = new Argument<string>("user") { Description = "The person's id" };
        var allow = new Option<string?>("--allow") { Description = "What the person allows from now on: personalisation, analytics, marketing, parted by commas; \"\" for nothing. Left out: say what stands" };
        return new Command("consent", "What one person allows; training, lists and plans keep to it") { user, allow }.Does((parsed, screen, _) =>
        {
            using var mine = ShopFolder.Open(parsed);
            var (person, consents) = (parsed.GetValue(user)!, mine.Workspace.Consents);
            if (parsed.GetValue(allow) is { } said)
                consents.Set(person, Consents.TryPurposes(said, out var purposes) ? purposes : throw new TaojinException("consent.purpose", $"'{said}' names no purposes.", "Name them: personalisation, analytics, marketing"));
            var allowed = consents.Of(person);
            screen.Result(new { user_id = person, allows = allowed }, console => console.WriteLine(allowed.ToString().ToLowerInvariant()));
            return Task.CompletedTask;
        });
    }
}
