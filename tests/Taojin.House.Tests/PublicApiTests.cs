using PublicApiGenerator;
using Taojin.Tests.Shops;

namespace Taojin.House.Tests;

/// <summary>What others may build on is written down; it changes by decision, not by the way.</summary>
public sealed class PublicApiTests
{
    /// <summary>Pages are public because the framework wants them so; nobody builds on them.</summary>
    private const string Dashboard = "Taojin.Server.Dashboard";

    public static TheoryData<string> Libraries => [.. House.Libraries];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void The_public_face_of_a_library_is_the_approved_one(string library) =>
        Approved.Check(House.Tests, library + ".txt", House.AssemblyOf(library).GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false, DenyNamespacePrefixes = [Dashboard] }));
}
