namespace Taojin.Server.Dashboard.Frame;

/// <summary>Where one can go: nine rooms of the mine, and two of the house.</summary>
internal static class Places
{
    public static IReadOnlyList<Place> Main { get; } =
    [
        new("overview", "", "M4 12a8 8 0 1 0 3-6.2M4 4v4h4"),
        new("data", "data", "M4 6c0-4 16-4 16 0v12c0 4-16 4-16 0zM4 6c0 4 16 4 16 0M4 12c0 4 16 4 16 0"),
        new("models", "models", "M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9"),
        new("recommend", "recommend", "M4 6h10M4 12h10M4 18h6M18 10v10M14 16l4 4 4-4"),
        new("predict", "predict", "M4 20V4M4 20h16M7 16c4 0 4-9 12-10"),
        new("classify", "classify", "M12 4v5M6 20v-4h12v4M12 9v7M9 4h6v5H9zM3 20h6M15 20h6"),
        new("marketing", "marketing", "M4 10v4h4l8 5V5l-8 5zM19 9c1.5 1.5 1.5 4.5 0 6"),
        new("service", "after-sales", "M4 5h16v11H9l-5 4zM8 9h8M8 12h5"),
        new("experiments", "experiments", "M9 3h6M10 3v6l-6 10c-1 2 1 2 2 2h12c1 0 3 0 2-2l-6-10V3M7 15h10"),
    ];

    public static IReadOnlyList<Place> House { get; } =
    [
        new("privacy", "privacy", "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM9 12l2 2 4-4"),
        new("settings", "settings", "M4 7h10M18 7h2M4 17h4M12 17h8M14 4v6M8 14v6"),
    ];
}

/// <summary>One of them.</summary>
/// <param name="Name">Its key in the words: <c>place.NAME</c>.</param>
/// <param name="Address">Below the dashboard's root.</param>
/// <param name="Icon">A path in a square of 24.</param>
internal sealed record Place(string Name, string Address, string Icon);
