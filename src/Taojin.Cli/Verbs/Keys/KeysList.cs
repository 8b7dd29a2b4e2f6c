using System.CommandLine;
using Spectre.Console;
using Taojin.Cli.Screens;

namespace Taojin.Cli.Verbs.Keys;

/// <summary>Lists keys.</summary>
internal sealed class KeysList : IVerbOf<KeysVerb>
{
    public int Place => 20;

    public Command Build() => new Command("list", "All keys: who uses them, what they may do").Does((parsed, screen, _) =>
    {
        var (keys, words) = (ShopFolder.Keys(parsed).All(), screen.Words);
        screen.Result(keys.Select(key => new { key.Id, key.Name, key.Scopes, key.Placements, key.Created, key.Expires }), console =>
        {
            var table = Lists.Table(words["key", "密钥"], words["name", "名称"], words["scopes", "权限"], words["placements", "推荐位"], words["made", "创建"], words["until", "有效期至"]);
            foreach (var key in keys)
            {
                table.AddRow([.. new[] { key.Id, key.Name, key.Scopes.ToString().ToLowerInvariant(), string.Join(", ", key.Placements), key.Created.ToString(), key.Expires?.ToString() ?? words["revoked", "撤销为止"] }.Select(Markup.Escape)]);
            }
            console.Write(table);
        });
        if (keys.Count == 0)
            screen.Next("There are none yet: ./taojin keys add website --scope read --scope write", "还没有密钥：./taojin keys add website --scope read --scope write");
        return Task.CompletedTask;
    });
}
