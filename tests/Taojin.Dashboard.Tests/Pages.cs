namespace Taojin.Dashboard.Tests;

/// <summary>Every page with its address.</summary>
internal static class Pages
{
    public static IReadOnlyList<(string Name, string Address)> All { get; } =
    [
        ("overview", "/"),
        ("data-import", "/data/import"), ("data-quality", "/data/quality"), ("data-items", "/data/items"), ("data-users", "/data/users"), ("data-events", "/data/events"),
        ("models-recommend", "/models/recommend"), ("models-purchase", "/models/purchase"), ("models-category", "/models/category"),
        ("recommend", "/recommend"), ("recommend-visit", "/recommend?by=visit"), ("predict", "/predict"),
        ("classify-queue", "/classify/queue"), ("classify-catalogue", "/classify/catalogue"), ("classify-tree", "/classify/tree"), ("classify-duplicates", "/classify/duplicates"),
        ("marketing-segments", "/marketing/segments"), ("marketing-value", "/marketing/value"), ("marketing-baskets", "/marketing/baskets"),
        ("marketing-opportunities", "/marketing/opportunities"), ("marketing-uplift", "/marketing/uplift"), ("marketing-plan", "/marketing/plan"), ("marketing-channels", "/marketing/channels"),
        ("after-sales-assistant", "/after-sales/assistant"), ("after-sales-waiting", "/after-sales/waiting"), ("after-sales-returns", "/after-sales/returns"), ("after-sales-aspects", "/after-sales/aspects"),
        ("experiments", "/experiments"), ("experiments-drift", "/experiments/drift"), ("experiments-server", "/experiments/server"), ("privacy", "/privacy"), ("settings", "/settings"),
    ];
}
