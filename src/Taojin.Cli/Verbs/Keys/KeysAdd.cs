using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Screens;
using Taojin.Storage.Access;

namespace Taojin.Cli.Verbs.Keys;

/// <summary>Makes a key and shows it once.</summary>
internal sealed class KeysAdd : IVerbOf<KeysVerb>
{
    public int Place => 10;

    public Command Build()
    {
        var name = new Argument<string>("name") { Description = "Who or what uses it, such as website" };
        var scopes = new Option<AccessScopes[]>("--scope") { Description = "read, write or admin; may be given several times (default: read)", DefaultValueFactory = _ => [AccessScopes.Read] };
        var placements = new Option<string[]>("--placement") { Description = "The only placement it may ask for; may be given several times", DefaultValueFactory = _ => [] };
        var days = new Option<double?>("--days") { Description = "How long it opens (default: until it is revoked)" };
        return new Command("add", "Make a key; it is shown once, the shop keeps its hash") { name, scopes, placements, days }.Does((parsed, screen, _) =>
        {
            var scope = parsed.GetValue(scopes)!.Aggregate(AccessScopes.None, (all, each) => all | each);
            var (key, secret) = ShopFolder.Keys(parsed).Add(parsed.GetValue(name)!, scope, parsed.GetValue(placements)!, parsed.GetValue(days) is { } life ? TimeSpan.FromDays(life) : null);
            screen.Result(new { key.Id, key.Name, key.Scopes, key.Placements, key.Expires, secret }, console =>
            {
                console.WriteLine(secret);
            });
            screen.Say($"Key {key.Id} for {key.Name}. Keep it now: it cannot be shown again.", $"{key.Name} 的密钥 {key.Id}。请立即保存，之后无法再次显示。");
            screen.Next("Clients send: Authorization: Bearer KEY", "客户端请求头：Authorization: Bearer 密钥");
            return Task.CompletedTask;
        });
    }
}
