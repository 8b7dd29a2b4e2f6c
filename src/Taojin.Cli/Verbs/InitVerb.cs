using System.CommandLine;
using Spectre.Console;
using Taojin.Storage;

namespace Taojin.Cli.Verbs;

/// <summary>Makes a shop's folder.</summary>
internal sealed class InitVerb : IVerb
{
    public int Place => 10;

    public Command Build()
    {
        var folder = new Argument<DirectoryInfo?>("folder") { Description = "The shop's folder, made where it is missing (default: --workspace)", Arity = ArgumentArity.ZeroOrOne };
        var name = new Option<string>("--name") { Description = "Name of the shop", DefaultValueFactory = _ => "My shop" };
        var currency = new Option<string>("--currency") { Description = "Currency of prices, ISO 4217", DefaultValueFactory = _ => "CNY" };
        var offset = new Option<TimeSpan>("--utc-offset") { Description = "Where the shop's day begins, such as 08:00", DefaultValueFactory = _ => TimeSpan.FromHours(8) };
        var store = new Option<string>("--store") { Description = "PostgreSQL that holds the shop, such as postgres://shop:${SHOP_PASSWORD}@db.example/shop; without it, a file in the folder", DefaultValueFactory = _ => "" };
        return new Command("init", "Make a shop's folder: settings, log, models") { folder, name, currency, offset, store }.Does((parsed, screen, _) =>
        {
            var settings = new WorkspaceSettings { ShopName = parsed.GetValue(name)!, Currency = parsed.GetValue(currency)!, Calendar = new(parsed.GetValue(offset)), Store = parsed.GetValue(store)! };
            using var workspace = Workspace.Init((parsed.GetValue(folder) ?? parsed.GetValue(CommandLine.Workspace)!).FullName, settings, TimeProvider.System);
            screen.Result(new { workspace = workspace.Folder }, console => console.WriteLine(workspace.Folder));
            screen.Next("Fill the log: ./taojin import taobao:LOG.csv", "接下来导入日志：./taojin import taobao:LOG.csv");
            return Task.CompletedTask;
        });
    }
}
