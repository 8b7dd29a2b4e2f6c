using System.Text.RegularExpressions;
using StackExchange.Redis;
using Taojin.Data;

namespace Taojin.Cluster.Membership;

/// <summary>Where a Redis is: <c>redis://user:password@host:port/2</c>, <c>rediss://</c> with TLS. <c>${NAME}</c> anywhere in it is read from the environment.</summary>
internal static partial class RedisAddress
{
    /// <summary>Whether a text could be one.</summary>
    public static bool IsAddress(string text) => Uri.TryCreate(Variable().Replace(text, "x"), UriKind.Absolute, out var uri) && uri.Scheme is "redis" or "rediss" && uri.Host.Length > 0;

    /// <summary>Reads an address.</summary>
    /// <exception cref="TaojinException">cluster.address: it is none, or names a variable that is not set.</exception>
    public static ConfigurationOptions Parse(string text)
    {
        var whole = Variable().Replace(text, name => Uri.EscapeDataString(Environment.GetEnvironmentVariable(name.Groups["name"].Value)
            ?? throw Invalid($"The environment has no variable {name.Groups["name"].Value}, which the cluster's address names.", $"Set it: export {name.Groups["name"].Value}=…")));
        if (!IsAddress(text) || !Uri.TryCreate(whole, UriKind.Absolute, out var address))
            throw Invalid("The cluster's address is not understood.", "Give it as redis://HOST:PORT, or as rediss://USER:${REDIS_PASSWORD}@HOST:PORT/DATABASE.");
        var person = address.UserInfo.Split(':', 2);
        return new()
        {
            EndPoints = { { address.Host, address.Port > 0 ? address.Port : 6379 } },
            Ssl = address.Scheme == "rediss",
            SslHost = address.Scheme == "rediss" ? address.Host : null,
            User = person[0].Length > 0 ? Uri.UnescapeDataString(person[0]) : null,
            Password = person.Length > 1 ? Uri.UnescapeDataString(person[1]) : null,
            DefaultDatabase = DatabaseOf(address),
            AbortOnConnectFail = true,
        };
    }

    private static int? DatabaseOf(Uri address) => address.AbsolutePath.Trim('/') is not { Length: > 0 } number ? null
        : int.TryParse(number, out var database) && database >= 0 ? database
        : throw Invalid($"'{number}' is no number of a Redis database.", "Write it behind the port, such as redis://HOST:6379/2.");

    private static TaojinException Invalid(string what, string remedy) => new("cluster.address", what, remedy);

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Variable();
}
