using Taojin.Storage;
using Taojin.Storage.Service;
using Taojin.Testing.Service;

namespace Taojin.Workflows.Tests.Service;

/// <summary>The fixture shop as a workspace.</summary>
internal sealed class LanternMine : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taojin-lantern-");

    public LanternMine(AssistantSettings? assistant = null)
    {
        Mine = Mine.Init(Path.Combine(_folder.FullName, "shop"), new() { ShopName = "Lantern", Assistant = assistant ?? new() }, clock: new FixedClock());
        Documents = ServiceFile.Documents(Mine.Workspace.Service, Lines("documents", LanternShop.DocumentLines()));
        Orders = ServiceFile.Orders(Mine.Workspace.Service, Lines("orders", LanternShop.OrderLines()));
    }

    public Mine Mine { get; }

    public ServiceReceipt Documents { get; }

    public ServiceReceipt Orders { get; }

    public string Lines(string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(_folder.FullName, name + ".jsonl");
        File.WriteAllLines(path, lines);
        return path;
    }

    public void Dispose()
    {
        Mine.Dispose();
        _folder.Delete(recursive: true);
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => LanternShop.Now;
    }
}
