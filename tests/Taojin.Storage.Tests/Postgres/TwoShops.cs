namespace Taojin.Storage.Tests.Postgres;

/// <summary>Two workspaces on one store.</summary>
internal sealed class TwoShops : IDisposable
{
    private readonly Scratch _one, _other;

    public TwoShops(PostgresShops shops)
    {
        Store = shops.NewStore();
        (_one, _other) = (new() { Settings = PostgresShops.Settings(Store) }, new() { Settings = PostgresShops.Settings(Store) });
        (One, Other) = (_one.Init(), _other.Init());
    }

    public string Store { get; }

    public Workspace One { get; }

    public Workspace Other { get; private set; }

    /// <summary>Closes the other and opens it again.</summary>
    public void ReopenOther(Action between)
    {
        Other.Dispose();
        between();
        Other = Workspace.Open(_other.Shop, _other.Clock);
    }

    public DateTimeOffset Now => _one.Clock.Now;

    public string PathOf(string name) => _one.PathOf(name);

    public string OtherShop => _other.Shop;

    public FixedClock Clock => _one.Clock;

    public string File(string name, string text) => _one.File(name, text);

    public void Dispose()
    {
        One.Dispose();
        Other.Dispose();
        _one.Dispose();
        _other.Dispose();
    }
}
