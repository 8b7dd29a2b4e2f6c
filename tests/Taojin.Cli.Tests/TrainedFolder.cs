namespace Taojin.Cli.Tests;

/// <summary>A shop whose best recommender and purchase model answer, made once for the tests that ask it.</summary>
public sealed class TrainedFolder : FolderOfItsOwn, IAsyncLifetime
{
    private string Shop => PathOf("shop");

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllLinesAsync(PathOf("log.csv"), ["user_id,item_id,kind,time", .. Enumerable.Range(0, 9000).Select(row =>
        {
            var (user, turn) = (row % 300, row / 300); // users of one of six groups look twice at each of fifteen items of their group; some then buy
            return $"买家{user},茶{(user % 6 * 60) + (((turn / 2 * 7) + (user * 3)) % 60)},{(turn % 2 == 1 && (user + turn) % 4 == 0 ? "purchase" : "view")},{1_780_000_000 + (row * 180)}";
        })], TestContext.Current.CancellationToken);
        string[][] steps = [["init"], ["import", $"csv:{PathOf("log.csv")}"], ["train", "-a", "item-knn", "popular", "logistic"], ["publish"]];
        foreach (var step in steps)
            (await BuiltProgram.Taojin.Run([.. step, "-w", Shop])).ShouldBeDone();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A copy of the shop, to do anything with.</summary>
    public string CopyTo(string folder)
    {
        foreach (var file in new DirectoryInfo(Shop).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Shop, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            file.CopyTo(copy);
        }
        return folder;
    }
}

/// <summary>Tests that share the shop.</summary>
[CollectionDefinition(nameof(TrainedFolder))]
public sealed class TrainedFolderTests : ICollectionFixture<TrainedFolder>;
