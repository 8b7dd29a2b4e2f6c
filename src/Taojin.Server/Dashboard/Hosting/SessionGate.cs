using Microsoft.AspNetCore.Components.Server.Circuits;
using Taojin.Server.Access;

namespace Taojin.Server.Dashboard.Hosting;

/// <summary>
/// An open page lives longer than the request that made it. Whatever is done in it passes here first: when its session has ended (signed
/// out in another tab, twelve hours over) or its key was revoked, nothing is done, and the page is asked for anew, which leads to the door.
/// </summary>
internal sealed class SessionGate(SignedIn sessions, Keyring keyring) : CircuitHandler
{
    private string? _session, _caller;
    private Func<Task>? _leave;

    /// <summary>Says whose page it is.</summary>
    /// <param name="page">The cookie that it was asked for with, or null, and the caller whom it belonged to.</param>
    /// <param name="leave">Asks for the page anew.</param>
    public void Keep((string? Session, string? Caller) page, Func<Task> leave) => ((_session, _caller), _leave) = (page, leave);

    /// <summary>Whether what the page shows may still be shown.</summary>
    public bool IsOpen => _leave is null || (_session is { } name && sessions.SecretOf(name) is { } secret ? keyring.Find(secret)?.Id == _caller : _caller == Caller.Loopback.Id && !keyring.IsClosed);

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => activity => IsOpen ? next(activity) : _leave!();
}
