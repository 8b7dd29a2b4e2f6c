using Taojin.Data;
using Taojin.Mining.Text.Sentences;
using Taojin.Storage.Backup;
using Taojin.Storage.Database;
using Taojin.Storage.Encoders;
using Taojin.Storage.Live;
using Taojin.Storage.Models;
using Taojin.Storage.Postgres;
using Taojin.Storage.Pictures;
using Taojin.Storage.Privacy;
using Taojin.Storage.Resources;
using Taojin.Storage.Service;
using Taojin.Storage.Settings;
using Taojin.Storage.Tasks;

namespace Taojin.Storage;

/// <summary>A shop's folder: <c>taojin.toml</c>, <c>shop.duckdb</c>, <c>models/</c>, <c>reports/</c>, <c>imports/</c>. One process at a time has it open.</summary>
public sealed class Workspace : IDisposable
{
    internal const string DatabaseFile = "shop.duckdb";
    private readonly WorkspaceLock _lock;
    private readonly LogDatabase _database;

    private Workspace((string Folder, WorkspaceSettings Settings) shop, WorkspaceLock held, LogDatabase database, TimeProvider clock, EventLog log)
    {
        (Folder, Settings, _lock, _database, Log) = (shop.Folder, shop.Settings, held, database, log);
        Pseudonyms = log.Pseudonyms;
        Service = new ServiceTables(database, clock, Pseudonyms);
        Consents = new Consents(database, Settings, clock) { Pseudonyms = Pseudonyms };
        Trade = new Trade(database, Settings, Consents);
        Products = new Products(database);
        Online = new OnlineLog(database);
        Privacy = new PersonalData(database, this, clock);
        Tasks = database.Store is { } store ? new PostgresTasks(store) : new TaskFiles(Folder);
        Rotation = new PseudonymRotation(database, this, clock);
        Backups = new Backups(database, (Folder, Pseudonyms), clock);
        Retention = new Retention(this, database, clock);
        Aggregates = new Aggregates(database, Consents, Settings.Privacy.SmallestGroup);
        Models = new ModelStore(Folder, clock, database.Store);
        Resources = new ShopResources(database, Log);
        Browse = new Browse(database, Settings);
    }

    /// <summary>Full path of the folder.</summary>
    public string Folder { get; }

    /// <summary>What <c>taojin.toml</c> said when the workspace was opened.</summary>
    public WorkspaceSettings Settings { get; }

    /// <summary>The log.</summary>
    public EventLog Log { get; }

    /// <summary>What service reads and says.</summary>
    public ServiceTables Service { get; }

    /// <summary>Orders, campaigns and who answered them.</summary>
    public Trade Trade { get; }

    /// <summary>Products with their categories, and what people answered.</summary>
    public Products Products { get; }

    /// <summary>Where pictures of items stand now: <c>images/</c> and the folders that files were imported from.</summary>
    public PictureFolders Pictures => new([Path.Combine(Folder, PictureFolders.Name), .. Products.ImportFolders()]);

    /// <summary>The sentence encoder that the settings name, read when it is first asked for; null without one.</summary>
    /// <exception cref="TaojinException">encoder.*: its folder is missing or damaged.</exception>
    public SentenceEncoder? Encoder => field ??= Settings.Encoder.Length == 0 ? null : EncoderFolder.Read(Path.GetFullPath(Settings.Encoder, Folder));

    /// <summary>What came of the lists that were shown.</summary>
    public OnlineLog Online { get; }

    /// <summary>Names of users in the workspace, where a key is set; else their ids.</summary>
    public Pseudonyms Pseudonyms { get; }

    /// <summary>What users allow.</summary>
    public Consents Consents { get; }

    /// <summary>The data of single persons: handed out, and erased with a receipt.</summary>
    public PersonalData Privacy { get; }

    /// <summary>New names for users under a new key.</summary>
    public PseudonymRotation Rotation { get; }

    /// <summary>How long things are kept.</summary>
    public Retention Retention { get; }

    /// <summary>Counts that may leave the house.</summary>
    public Aggregates Aggregates { get; }

    /// <summary>What became of long work.</summary>
    public ITaskRecords Tasks { get; }

    /// <summary>Copies of the workspace.</summary>
    public Backups Backups { get; }

    /// <summary>Tells the servers of a shared store apart; 0 where nobody shares.</summary>
    public long ServerNumber => _database.Store?.ServerNumber ?? 0;

    /// <summary>Code of what keeps a shared store from answering now, such as <c>store.unreachable</c>; null when it answers, or where there is none. Costs nothing: a server asks the store twice a second anyway.</summary>
    public string? StoreFault => _database.Store?.Fault;

    /// <summary>Trained and published models.</summary>
    public ModelStore Models { get; }

    /// <summary>Items, users, reviews and events one by one.</summary>
    public ShopResources Resources { get; }

    /// <summary>The log and the tables, page by page.</summary>
    public Browse Browse { get; }

    /// <summary>Makes a workspace in a folder, which may hold other files, and opens it.</summary>
    /// <exception cref="TaojinException">workspace.exists.</exception>
    public static Workspace Init(string folder, WorkspaceSettings settings, TimeProvider clock)
    {
        folder = Path.GetFullPath(folder);
        if (File.Exists(SettingsPath(folder)) || File.Exists(DatabasePath(folder)))
            throw new TaojinException("workspace.exists", $"'{folder}' is a workspace already.", "Use it as it is, or name another folder.");
        foreach (var name in new[] { "models", "reports", "imports" })
            Directory.CreateDirectory(Path.Combine(folder, name));
        DurableFile.Write(SettingsPath(folder), SettingsFile.Write(settings));
        return Open(folder, clock);
    }

    /// <summary>Opens a workspace and brings its database to this program's schema.</summary>
    /// <exception cref="TaojinException">workspace.missing, workspace.in-use (names the owner's process), workspace.newer, workspace.damaged, settings.*.</exception>
    public static Workspace Open(string folder, TimeProvider clock) => Open(folder, clock, new());

    internal static Workspace Open(string folder, TimeProvider clock, JournalOptions options)
    {
        folder = Checked(folder);
        var settings = SettingsFile.Read(File.ReadAllText(SettingsPath(folder)));
        var held = WorkspaceLock.Take(folder);
        LogDatabase? database = null;
        try
        {
            PseudonymRotation.Recover(folder, settings, clock);
            database = OpenDatabase(folder, settings);
            Migrations.Apply(database, clock);
            var names = Pseudonyms.Open(folder, settings.Privacy);
            if (settings.Store.Length > 0)
            {
                database.Store = PostgresStore.Open(settings.Store, database, clock);
                new SharedPseudonyms(database.Store, names).Join();
            }
            else if (database.Number("snapshot/is_snapshot") > 0)
                throw new TaojinException("workspace.snapshot", $"'{folder}' is a snapshot of a PostgreSQL store, and {SettingsFile.Name} names none.", $"Set store in {SettingsFile.Name} again, or make another workspace: ./taojin init");
            if (names.IsOn && Pseudonyms.MarkOf(folder) is null)
                names.MarkIn(folder);
            var journal = Journal.Open(Path.Combine(folder, "journal"), database.Number("journal_drained"), options);
            var log = new EventLog(database, journal, (folder, settings, names), clock);
            var workspace = new Workspace((folder, settings), held, database, clock, log);
            try
            {
                workspace.Rotation.Resume();
                workspace.Privacy.Resume();
                return workspace;
            }
            catch
            {
                log.Dispose();
                throw;
            }
        }
        catch
        {
            database?.Store?.Dispose();
            database?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>Makes a folder a workspace of its own, with settings, log and tables as they are now and without models. Of a PostgreSQL that is the store here it knows nothing.</summary>
    /// <param name="folder">An empty folder.</param>
    public void CopyTo(string folder)
    {
        var settings = File.ReadAllText(SettingsPath(Folder));
        DurableFile.Write(SettingsPath(folder), _database.Store is null ? settings : SettingsFile.WithStore(settings, ""));
        _database.Settle?.Invoke();
        Log.CopyTo(DatabasePath(folder));
        if (_database.Store is null)
            return;
        using var alone = LogDatabase.Open(DatabasePath(folder), Settings);
        alone.Run("snapshot/let_go");
    }

    /// <summary>The settings of a workspace, without opening it.</summary>
    /// <exception cref="TaojinException">workspace.missing, settings.*.</exception>
    public static WorkspaceSettings SettingsOf(string folder) => SettingsFile.Read(File.ReadAllText(SettingsPath(Checked(folder))));

    /// <summary>The full path of a folder that is a workspace, without opening it.</summary>
    /// <exception cref="TaojinException">workspace.missing.</exception>
    public static string Checked(string folder)
    {
        folder = Path.GetFullPath(folder);
        return File.Exists(SettingsPath(folder))
            ? folder
            : throw new TaojinException("workspace.missing", $"'{folder}' is no workspace: it has no {SettingsFile.Name}.", "Make one with: ./taojin init --workspace " + folder);
    }

    /// <summary>Closes the database and gives the workspace free.</summary>
    public void Dispose()
    {
        Rotation.Close();
        Privacy.Close();
        (Tasks as IDisposable)?.Dispose();
        Log.Dispose();
        _database.Store?.Dispose();
        _database.Dispose();
        _lock.Dispose();
    }

    private static LogDatabase OpenDatabase(string folder, WorkspaceSettings settings)
    {
        try
        {
            return LogDatabase.Open(DatabasePath(folder), settings);
        }
        catch (DuckDB.NET.Data.DuckDBException exception)
        {
            throw new TaojinException(
                "workspace.damaged", $"'{DatabasePath(folder)}' cannot be opened: {exception.Message}", "It was left as it is. Restore a backup into another folder: ./taojin restore", exception);
        }
    }

    private static string SettingsPath(string folder) => Path.Combine(folder, SettingsFile.Name);

    private static string DatabasePath(string folder) => Path.Combine(folder, DatabaseFile);
}
