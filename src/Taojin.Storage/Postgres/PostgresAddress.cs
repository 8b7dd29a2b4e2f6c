using System.Text.RegularExpressions;
using Npgsql;
using Taojin.Data;

namespace Taojin.Storage.Postgres;

/// <summary>Where a shop's PostgreSQL is: <c>postgres://user:password@host:port/database?sslmode=require</c>.</summary>
/// <remarks><c>${NAME}</c> anywhere in it is read from the environment when it is opened. Its text never holds the password.</remarks>
internal sealed partial class PostgresAddress
{
    private readonly NpgsqlConnectionStringBuilder _settings;

    private PostgresAddress(NpgsqlConnectionStringBuilder settings) => _settings = settings;

    /// <summary>Whether a text could be one.</summary>
    public static bool IsAddress(string text) => text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal);

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="where">Where it was written; for messages.</param>
    /// <exception cref="TaojinException">store.address-invalid.</exception>
    public static PostgresAddress Parse(string text, string where = "store in taojin.toml")
    {
        var whole = Variable().Replace(text, name => Uri.EscapeDataString(Environment.GetEnvironmentVariable(name.Groups["name"].Value)
            ?? throw Invalid($"The environment has no variable {name.Groups["name"].Value}, which {where} names.", $"Set it: export {name.Groups["name"].Value}=…")));
        if (!IsAddress(text) || !Uri.TryCreate(whole, UriKind.Absolute, out var address) || address.Host.Length == 0 || address.AbsolutePath.Length < 2)
            throw Invalid($"What stands as {where} is no address of a PostgreSQL database.", "Write it as postgres://user:${SHOP_PASSWORD}@host:5432/database.");
        var person = address.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.Port < 0 ? 5432 : address.Port,
            Database = Uri.UnescapeDataString(address.AbsolutePath[1..]),
            Username = person[0].Length > 0 ? Uri.UnescapeDataString(person[0]) : null,
            Password = person.Length > 1 ? Uri.UnescapeDataString(person[1]) : null,
            ApplicationName = "taojin",
            Timeout = 5,
            KeepAlive = 30,
            MaxPoolSize = 16, // several servers and nodes share the hundred connections that PostgreSQL lets in by itself
            IncludeErrorDetail = false,
            Options = "-c synchronous_commit=on", // whatever the server does by itself: what is acknowledged is on its disk
        };
        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            Set(settings, pair.Split('=', 2));
        return new(settings);
    }

    /// <summary>Connections to it.</summary>
    public NpgsqlDataSource Open() => new NpgsqlDataSourceBuilder(_settings.ConnectionString).Build();

    /// <summary>Connections that cannot write; times are said in UTC.</summary>
    public NpgsqlDataSource OpenToRead() => new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(_settings.ConnectionString)
    {
        MaxPoolSize = 1, Options = "-c default_transaction_read_only=on -c timezone=UTC -c datestyle=ISO",
    }.ConnectionString).Build();

    /// <summary>Host, port and database: enough to find it, nothing to enter it.</summary>
    public override string ToString() => $"{_settings.Host}:{_settings.Port}/{_settings.Database}";

    private static void Set(NpgsqlConnectionStringBuilder settings, string[] pair)
    {
        try
        {
            settings[pair[0] == "sslmode" ? "SSL Mode" : Uri.UnescapeDataString(pair[0])] = Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? "");
        }
        catch (ArgumentException)
        {
            throw Invalid($"The address of the store sets '{pair[0]}', which is not known or has no such value.", "Leave it out, or write it as Npgsql names it, such as ?sslmode=require.");
        }
    }

    private static TaojinException Invalid(string what, string remedy) => new("store.address-invalid", what, remedy);

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Variable();
}
