using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Postgres;
using Taojin.Storage.Privacy;

namespace Taojin.Storage.Models;

/// <summary>Trained models on disk: <c>models/task/name/number/</c>, and the aliases under which some of them answer.</summary>
/// <remarks>
/// A version is written under a temporary name, each file and the folder flushed to disk, the card last, then renamed: what a kill leaves
/// behind is not a version and is swept at the next save. Damaged data is refused and never replaced. One writer at a time (the workspace's lock).
/// </remarks>
public sealed partial class ModelStore
{
    internal const string CardFile = "card.json", SumFile = "card.sha256";
    private const string Unfinished = ".unfinished";
    private readonly string _root;
    private readonly TimeProvider _clock;
    private readonly IAliases _aliases;
    private readonly PostgresStore? _store;
    private readonly PostgresModels? _shared;

    /// <summary>The models of a workspace's folder.</summary>
    public ModelStore(string folder, TimeProvider clock)
        : this(folder, clock, null)
    {
    }

    /// <summary>The models of a store, of which the folder holds copies.</summary>
    internal ModelStore(string folder, TimeProvider clock, PostgresStore? store)
    {
        (_root, _clock, _store) = (Path.Combine(folder, "models"), clock, store);
        _shared = store is null ? null : new(store);
        _aliases = store is null ? new AliasFile(Path.Combine(folder, "aliases.json")) : new PostgresAliases(store);
    }

    /// <summary>Lets somebody know when another server lets other models answer; a workspace of its own has no other server.</summary>
    public void Follow(Action moved)
    {
        if (_store is not null)
            _store.ModelsMoved += moved;
    }

    /// <summary>Writes a model and returns its version.</summary>
    /// <param name="card">What there is to know; parts and time are filled in here.</param>
    /// <param name="write">Writes the parts.</param>
    public ModelVersion Save(ModelCard card, Action<IArtifactWriter> write)
    {
        var home = Path.Combine(_root, ModelNames.Checked(card.Task), ModelNames.Checked(card.Algorithm));
        Directory.CreateDirectory(home);
        foreach (var leftover in Directory.EnumerateDirectories(home, $"*{Unfinished}"))
            Directory.Delete(leftover, recursive: true);
        var version = new ModelVersion(card.Task, card.Algorithm, Taken(card, home).DefaultIfEmpty(0).Max() + 1);
        var working = Directory.CreateDirectory(ModelNames.Folder(_root, version) + Unfinished).FullName;
        var writer = new FolderWriter(working);
        write(writer);
        var whole = card with { Parts = writer.Parts, Settings = writer.Settings, WrittenAt = Instant.Of(_clock.GetUtcNow()) };
        var text = JsonSerializer.Serialize(whole, Snake.Json);
        DurableFile.Write(Path.Combine(working, SumFile), SumOf(Encoding.UTF8.GetBytes(text)));
        DurableFile.Write(Path.Combine(working, CardFile), text);
        DurableFile.FlushFolder(working);
        version = _shared?.Add(version, working) ?? version;
        Directory.Move(working, ModelNames.Folder(_root, version));
        DurableFile.FlushFolder(home);
        return version;
    }

    /// <summary>Opens a version after checking every part of it.</summary>
    /// <exception cref="TaojinException">It is missing, damaged, or of another format.</exception>
    public OpenModel Open(ModelVersion version)
    {
        var card = CardOf(version);
        Fetch(version);
        var parts = new FolderReader(ModelNames.Folder(_root, version), card);
        parts.CheckAll();
        return new(version, card, parts);
    }

    /// <summary>The parts of a version, each checked when it is read: for what is of no use by half anyway.</summary>
    /// <exception cref="TaojinException">It is missing, damaged, or of another format.</exception>
    public IArtifactReader Read(ModelVersion version) => new FolderReader(ModelNames.Folder(_root, version), CardOf(version));

    /// <summary>Moves a whole version of another store over, under its number.</summary>
    /// <returns>The version it became: a later number, where another server of a shared store took this one meanwhile.</returns>
    /// <exception cref="TaojinException">It is damaged, or the number is taken.</exception>
    public ModelVersion Take(ModelStore other, ModelVersion version)
    {
        _ = other.Open(version);
        var from = ModelNames.Folder(other._root, version);
        version = _shared?.Add(version, from) ?? version;
        var to = ModelNames.Folder(_root, version);
        if (Directory.Exists(to))
            throw new TaojinException("model.number-taken", $"There is a model {version} already.", "Train again: the next number is free.");
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        Directory.Move(from, to);
        DurableFile.FlushFolder(Path.GetDirectoryName(to)!);
        return version;
    }

    /// <summary>Deletes a version that nobody needs any more.</summary>
    public void Delete(ModelVersion version)
    {
        _shared?.Remove(version);
        if (Directory.Exists(ModelNames.Folder(_root, version)))
            Directory.Delete(ModelNames.Folder(_root, version), recursive: true);
    }

    /// <summary>Copies all versions here that may name single users, so that an erasure finds them.</summary>
    internal void FetchPersonal()
    {
        if (_shared is null)
            return;
        foreach (var version in Versions().Where(version => ModelErasure.IsPersonal(CardOf(version))))
            Fetch(version);
    }

    /// <summary>Copies all versions here.</summary>
    internal void FetchAll()
    {
        foreach (var version in Versions())
            Fetch(version);
    }

    /// <summary>Gives the store the versions that an erasure has changed here.</summary>
    internal void GiveChanged()
    {
        foreach (var version in Versions())
        {
            var folder = ModelNames.Folder(_root, version);
            if (_shared is not null && File.Exists(Path.Combine(folder, CardFile)) && !File.ReadAllBytes(Path.Combine(folder, CardFile)).AsSpan().SequenceEqual(_shared.CardOf(version)))
            {
                _ = Open(version); // what is damaged here is not given on
                _shared.Replace(version, folder);
            }
        }
    }

    /// <summary>The card of a version.</summary>
    /// <exception cref="TaojinException">It is missing, unreadable, or of another format.</exception>
    public ModelCard CardOf(ModelVersion version)
    {
        var path = Path.Combine(ModelNames.Folder(_root, version), CardFile);
        var bytes = File.Exists(path) ? File.ReadAllBytes(path) : _shared?.CardOf(version);
        if (bytes is null)
            throw new TaojinException("model.missing", $"There is no model {version}.", $"There are: {string.Join(", ", Versions())}. Train one: ./taojin train");
        try
        {
            var sum = Path.Combine(ModelNames.Folder(_root, version), SumFile);
            if (File.Exists(sum) && File.ReadAllText(sum) != SumOf(bytes)) // cards of older programs have none
                throw new JsonException("Its checksum is not the one that was written beside it.");
            using var document = JsonDocument.Parse(bytes);
            var format = document.RootElement.GetProperty("format_version").GetInt32();
            return format == ModelCard.CurrentFormat
                ? Whole(document.Deserialize<ModelCard>(Snake.Json))
                : throw new TaojinException("model.format-unknown", $"{path} is of format {format}; this program reads format {ModelCard.CurrentFormat}.", "Use the version of Taojin that wrote it, or train again.");
        }
        catch (Exception damage) when (damage is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new TaojinException("model.damaged", $"{path} cannot be read: {damage.Message}", "Roll back (./taojin rollback) or train again; the file is left as it is.", damage);
        }
    }

    /// <summary>All whole versions, by task, name and number.</summary>
    public IReadOnlyList<ModelVersion> Versions() => _shared is not null ? _shared.Versions() : !Directory.Exists(_root) ? [] : In(Directory.EnumerateDirectories(_root));

    /// <summary>All whole versions of a task, by name and number.</summary>
    public IReadOnlyList<ModelVersion> Versions(string task) =>
        _shared is not null ? [.. _shared.Versions().Where(version => version.Task == task)] : Path.Combine(_root, task) is var home && Directory.Exists(home) ? In([home]) : [];

    private static IReadOnlyList<ModelVersion> In(IEnumerable<string> tasks) =>
    [
        .. from task in tasks.Order(StringComparer.Ordinal)
           from name in Directory.EnumerateDirectories(task).Order(StringComparer.Ordinal)
           from number in Numbers(name).Order()
           select new ModelVersion(Path.GetFileName(task), Path.GetFileName(name), number),
    ];

    /// <summary>The latest version of an algorithm's model, or null.</summary>
    public ModelVersion? Latest(string task, string name) => Versions().LastOrDefault(version => version.Task == task && version.Name == name);

    /// <summary>Bytes of a version's files.</summary>
    public long SizeOf(ModelVersion version) => DurableFile.SizeOf(ModelNames.Folder(_root, version)) is > 0 and var bytes ? bytes : CardOf(version).Parts.Sum(part => part.Bytes);

    /// <summary>Copies a version from the store that is not here yet: whole, or not at all.</summary>
    private void Fetch(ModelVersion version)
    {
        var finished = ModelNames.Folder(_root, version);
        if (_shared is null || File.Exists(Path.Combine(finished, CardFile)))
            return;
        var home = Directory.CreateDirectory(Path.GetDirectoryName(finished)!).FullName;
        var working = finished + Unfinished;
        if (Directory.Exists(working))
            Directory.Delete(working, recursive: true);
        _shared.CopyTo(Directory.CreateDirectory(working).FullName, version);
        DurableFile.FlushFolder(working);
        Directory.Move(working, finished);
        DurableFile.FlushFolder(home);
    }

    internal static string SumOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>JSON lets nulls and doubles through; a card names each of its parts once and wholly.</summary>
    private static ModelCard Whole(ModelCard? card) =>
        card is { Task: not null, Algorithm: not null, Parts: { } parts }
        && parts.All(part => part is { File: not null, Type: not null, Sha256: not null })
        && parts.DistinctBy(part => part.File, StringComparer.Ordinal).Count() == parts.Count
            ? card
            : throw new JsonException("Its list of parts is not whole.");

    /// <summary>Numbers of whole versions.</summary>
    private static IEnumerable<int> Numbers(string home) => NumbersOf(Directory.EnumerateDirectories(home).Where(each => File.Exists(Path.Combine(each, CardFile))));

    /// <summary>Numbers that stand on a folder, whole or damaged: none of them is given again.</summary>
    private IEnumerable<int> Taken(ModelCard card, string home) => NumbersOf(Directory.EnumerateDirectories(home))
        .Concat(_shared?.Versions().Where(version => version.Task == card.Task && version.Name == card.Algorithm).Select(version => version.Number) ?? []);

    private static IEnumerable<int> NumbersOf(IEnumerable<string> folders) => folders
        .Select(each => int.TryParse(Path.GetFileName(each), out var number) ? number : 0)
        .Where(number => number > 0);
}

/// <summary>A version that was checked and can be read.</summary>
/// <param name="Version">Which one.</param>
/// <param name="Card">What there is to know of it.</param>
/// <param name="Parts">Its arrays, texts and bytes.</param>
public sealed record OpenModel(ModelVersion Version, ModelCard Card, IArtifactReader Parts);
