using Npgsql;
using Taojin.Data;

namespace Taojin.Storage.Postgres;

/// <summary>Who is in a cluster, kept in PostgreSQL: in the shop's own database or in any other.</summary>
/// <remarks>Each change names the version of the list that it saw; of two that saw the same one comes through. Safe for several threads and processes.</remarks>
public sealed class ClusterMembers : IDisposable
{
    private readonly PostgresAddress _address;
    private readonly NpgsqlDataSource _source;
    private readonly string _cluster;

    private ClusterMembers(PostgresAddress address, string cluster) => (_address, _source, _cluster) = (address, address.Open(), cluster);

    /// <summary>Reads an address; nothing is asked of it yet.</summary>
    /// <param name="address">Such as <c>postgres://user:${SHOP_PASSWORD}@host:5432/database</c>.</param>
    /// <param name="cluster">Name of the cluster: several may share a database.</param>
    /// <exception cref="TaojinException">store.address-invalid.</exception>
    public static ClusterMembers At(string address, string cluster) => new(PostgresAddress.Parse(address), cluster);

    /// <summary>Whether a text could be the address of a PostgreSQL.</summary>
    public static bool IsAddress(string address) => PostgresAddress.IsAddress(address);

    /// <summary>Makes the tables and the cluster's list where they are missing.</summary>
    public async Task BeginAsync()
    {
        await RunAsync("members_create");
        await RunAsync("members_begin", ("cluster", _cluster));
    }

    /// <summary>The list and its version, as of one moment.</summary>
    /// <param name="address">Of this member only; null for all.</param>
    public async Task<(int Version, List<MemberRow> Members)> ReadAsync(string? address = null)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync();
            await using var command = connection.Sql("members_read", ("cluster", _cluster));
            command.Parameters.Add(new NpgsqlParameter("address", NpgsqlTypes.NpgsqlDbType.Text) { Value = address ?? (object)DBNull.Value });
            await using var reader = await command.ExecuteReaderAsync();
            var (version, members) = (0, new List<MemberRow>());
            while (await reader.ReadAsync())
            {
                version = reader.GetInt32(0);
                if (!reader.IsDBNull(1))
                    members.Add(new(reader.GetString(1), reader.GetInt32(2), reader.GetString(3), reader.GetString(4)) { Started = new(reader.GetInt64(5)), Alive = new(reader.GetInt64(6)), Suspects = reader.GetString(7) });
            }
            return (version, members);
        }
        catch (NpgsqlException fault)
        {
            throw PostgresFaults.Of(fault, _address);
        }
    }

    /// <summary>Adds a member.</summary>
    /// <returns>False when the list is no longer what was seen, or holds the member already.</returns>
    public async Task<bool> TryAddAsync(MemberRow member, (int Seen, int New) version)
    {
        try
        {
            return await WriteAsync("members_add", member, version);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    /// <summary>Changes a member.</summary>
    /// <returns>False when the list is no longer what was seen, or does not hold the member.</returns>
    public Task<bool> TryChangeAsync(MemberRow member, (int Seen, int New) version) => WriteAsync("members_change", member, version);

    /// <summary>A member says that it is alive; the version stays.</summary>
    public Task IsAliveAsync(string address, Instant now) => RunAsync("members_alive", ("cluster", _cluster), ("address", address), ("alive", now.Microseconds));

    /// <summary>Forgets members of a status that were alive last before a moment.</summary>
    public Task ForgetAsync(int status, Instant before) => RunAsync("members_forget", ("cluster", _cluster), ("status", status), ("before", before.Microseconds));

    /// <summary>Forgets the cluster.</summary>
    public Task RemoveAsync() => RunAsync("members_remove", ("cluster", _cluster));

    /// <inheritdoc />
    public void Dispose() => _source.Dispose();

    private async Task<bool> WriteAsync(string name, MemberRow member, (int Seen, int New) version) => await RunAsync(
        name,
        ("cluster", _cluster), ("seen", version.Seen), ("version", version.New), ("address", member.Address), ("status", member.Status), ("name", member.Name), ("host", member.Host),
        ("started", member.Started.Microseconds), ("alive", member.Alive.Microseconds), ("suspects", member.Suspects)) == 1;

    private async Task<int> RunAsync(string name, params (string Name, object? Value)[] parameters)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync();
            await using var command = connection.Sql(name, parameters);
            return await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException fault) when (fault is not PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw PostgresFaults.Of(fault, _address);
        }
    }
}

/// <summary>One process of a cluster.</summary>
/// <param name="Address">Address, port and moment of start.</param>
/// <param name="Status">What the cluster holds it for, as a number of the cluster's own.</param>
/// <param name="Name">What it calls itself.</param>
/// <param name="Host">Name of its machine.</param>
public sealed record MemberRow(string Address, int Status, string Name, string Host)
{
    /// <summary>When it started.</summary>
    public Instant Started { get; init; }

    /// <summary>When it last said that it is alive.</summary>
    public Instant Alive { get; init; }

    /// <summary>Who misses it and since when, as the cluster writes it.</summary>
    public string Suspects { get; init; } = "";
}
