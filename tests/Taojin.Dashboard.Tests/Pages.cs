namespace Taojin.Dashboard.Tests;

/// <summary>Every page with its address.</summary>
internal static class Pages
{
    public static IReadOnlyList<(string Name, string Address)> All { get; } =
    [
        ("overview", "/"),
        ("recommend", "/recommend"),
    ];
}
