using Taojin.Storage.CrashHost;
using Taojin.Storage.Models;

namespace Taojin.Storage.Tests.Models;

/// <summary>A store in a folder of a test's own, and ways to damage what it holds.</summary>
internal sealed class SavedModels : IDisposable
{
    private readonly Scratch _scratch;
    private readonly Workspace? _shop, _other;

    public SavedModels()
    {
        _scratch = new();
        Directory.CreateDirectory(_scratch.Shop);
        Store = Again();
    }

    /// <summary>Models of a shared store: they are saved through one workspace, and read again through another one.</summary>
    public SavedModels(Scratch scratch)
    {
        _scratch = scratch;
        _shop = scratch.Init();
        _other = Workspace.Init(scratch.PathOf("other"), scratch.Settings, scratch.Clock);
        Store = _shop.Models;
    }

    public ModelStore Store { get; }

    public FixedClock Clock => _scratch.Clock;

    /// <summary>Another reader of the same folder.</summary>
    public ModelStore Again() => _other?.Models ?? new(_scratch.Shop, _scratch.Clock);

    /// <summary>Saves the model whose parts follow from its number.</summary>
    public ModelVersion Save(int number) => Store.Save(KnownModel.Card, writer => KnownModel.Write(writer, number));

    public string Home => Path.Combine(_scratch.Shop, "models", KnownModel.Card.Task, KnownModel.Card.Algorithm);

    public string AliasFile => Path.Combine(_scratch.Shop, "aliases.json");

    public string FileOf(ModelVersion version, string part) => Path.Combine(_scratch.Shop, "models", version.Task, version.Name, version.ToString().Split('/')[^1], part);

    public void Change(ModelVersion version, string part, Func<byte[], byte[]> change)
    {
        var path = FileOf(version, part);
        File.WriteAllBytes(path, change(File.ReadAllBytes(path)));
    }

    public void ChangeCard(ModelVersion version, string old, string @new)
    {
        var path = FileOf(version, "card.json");
        var text = File.ReadAllText(path);
        text.ShouldContain(old);
        File.WriteAllText(path, text.Replace(old, @new, StringComparison.Ordinal));
        File.Delete(FileOf(version, "card.sha256")); // as of a program that wrote none, so that the card itself is judged
    }

    public void Dispose()
    {
        _shop?.Dispose();
        _other?.Dispose();
        _scratch.Dispose();
    }
}
