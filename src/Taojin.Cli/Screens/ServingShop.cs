namespace Taojin.Cli.Screens;

/// <summary>An open shop, and the cluster that it joined: it leaves that before it is closed.</summary>
internal sealed class ServingShop : IDisposable
{
    private ServingShop(OpenShop shop, ServingNode? node) => (Shop, Node) = (shop, node);

    public OpenShop Shop { get; }

    public ServingNode? Node { get; }

    /// <param name="open">Opens the shop.</param>
    /// <param name="join">Joins the cluster; null where there is none.</param>
    public static ServingShop Open(Func<OpenShop> open, Func<OpenShop, ServingNode>? join)
    {
        var shop = open();
        try
        {
            return new(shop, join?.Invoke(shop));
        }
        catch
        {
            shop.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Node?.Dispose();
        Shop.Dispose();
    }
}
