using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using Taojin.Cli.Running;
using Taojin.Cli.Screens;
using Taojin.Data;
using Taojin.Storage;
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
        return new Command("consent", "What one person allows; training, lists and plans keep to it") { user, allow }.Does(async (parsed, screen, cancellation) =>
        {
            var (person, wanted) = (parsed.GetValue(user)!, parsed.GetValue(allow) is { } said ? Named(said) : (Purposes?)null);
            var allowed = await Wherever.AskAsync(parsed, () => Here(parsed, person, wanted), server => ThereAsync(server, person, wanted, cancellation));
            screen.Result(new { user_id = person, allows = allowed }, console => console.WriteLine(allowed.ToString().ToLowerInvariant()));
        });
    }

    private static Purposes Named(string said) => Consents.TryPurposes(said, out var purposes)
        ? purposes
        : throw new TaojinException("consent.purpose", $"'{said}' names no purposes.", "Name them: personalisation, analytics, marketing");

    private static Purposes Here(ParseResult parsed, string person, Purposes? wanted)
    {
        using var mine = ShopFolder.Open(parsed);
        if (wanted is { } purposes)
            mine.Workspace.Consents.Set(person, purposes);
        return mine.Workspace.Consents.Of(person);
    }

    private static async Task<Purposes> ThereAsync(RunningServer server, string person, Purposes? wanted, CancellationToken cancellation)
    {
        var path = $"users/{RunningServer.Part(person)}/consents";
        var said = wanted is { } purposes
            ? await server.SendAsync<Allowed>(HttpMethod.Put, path, JsonContent.Create(Allowed.Of(purposes), options: Snake.Json), cancellation)
            : await server.GetAsync<Allowed>(path, cancellation);
        return said.All;
    }

    /// <summary>What a user allows, as the server says it.</summary>
    private sealed record Allowed(bool Personalisation, bool Analytics, bool Marketing)
    {
        [JsonIgnore]
        public Purposes All => (Personalisation ? Purposes.Personalisation : Purposes.None) | (Analytics ? Purposes.Analytics : Purposes.None) | (Marketing ? Purposes.Marketing : Purposes.None);

        public static Allowed Of(Purposes allowed) => new(allowed.HasFlag(Purposes.Personalisation), allowed.HasFlag(Purposes.Analytics), allowed.HasFlag(Purposes.Marketing));
    }
}
