using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Taojin.House.Tests;

/// <summary>Time and chance are parameters: <c>TimeProvider</c> and a named stream of SplitMix64. So a run can be repeated and a test can stand still.</summary>
public sealed class ClockAndChanceTests
{
    private static readonly string[] Clocks =
        ["DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "Environment.TickCount", "Environment.TickCount64", "Thread.Sleep", "Task.Delay"];

    private static readonly string[] Chances =
        ["Random.Shared", "Guid.NewGuid", "Guid.CreateVersion7", "RandomNumberGenerator.GetBytes", "RandomNumberGenerator.GetInt32", "RandomNumberGenerator.Fill"];

    /// <summary>Where the system's own clock may be taken: hosts hand it down, and Workflows measure what a fit costs.</summary>
    private static readonly string[] MayTakeTheClock =
        ["src/Taojin.Cli/", "src/Taojin.Server/", "src/Taojin.Workflows/Mine.cs", "src/Taojin.Workflows/Training/Measured.cs"];

    [Fact]
    public void No_time_is_read_but_from_a_TimeProvider() => Uses(Clocks).ShouldBeEmpty("Take a TimeProvider.");

    /// <summary>Secrets must not be guessed: they alone are drawn from the system.</summary>
    private static readonly string[] MayDrawSecrets = ["src/Taojin.Storage/Access/KeyFile.cs", "src/Taojin.Storage/Privacy/PseudonymKey.cs", "src/Taojin.Server/Access/SignedIn.cs"];

    [Fact]
    public void No_chance_is_drawn_but_from_a_named_stream() => Uses(Chances).Where(place => !MayDrawSecrets.Any(home => place.StartsWith(home, StringComparison.Ordinal))).ShouldBeEmpty("Take a SplitMix64 stream: FitContext.Random(purpose, index).");

    [Fact]
    public void No_generator_or_stopwatch_is_made() => Source.Under("src").SelectMany(file => file.Syntax.DescendantNodes()
        .Where(node => node is ObjectCreationExpressionSyntax made && made.Type.ToString().Split('.')[^1] is "Random" or "Stopwatch"
            || node is MemberAccessExpressionSyntax access && access.Expression.ToString().Split('.')[^1] == "Stopwatch")
        .Select(file.Place)).ShouldBeEmpty("Measure with the TimeProvider's timestamps; draw from a SplitMix64 stream.");

    [Fact]
    public void The_system_clock_is_taken_by_hosts_only() =>
        Uses("TimeProvider.System").Where(place => !MayTakeTheClock.Any(home => place.StartsWith(home, StringComparison.Ordinal))).ShouldBeEmpty("Take a TimeProvider as a parameter.");

    [Fact]
    public void Hashes_that_differ_from_run_to_run_are_not_taken() => Source.Under("src").SelectMany(file => file.Syntax.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Where(name => name.Identifier.Text is "HashCode" || (name.Identifier.Text == "GetHashCode" && name.Parent?.Parent is InvocationExpressionSyntax))
        .Select(file.Place)).ShouldBeEmpty("Hash with SplitMix64.Mix or System.IO.Hashing.");

    private static IEnumerable<string> Uses(params string[] members) => Source.Under("src").SelectMany(file => file.Syntax.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
        .Where(access => members.Any(member => access.ToString() == member || access.ToString().EndsWith("." + member, StringComparison.Ordinal)))
        .Select(access => $"{file.Place(access)}: {access}"));
}
