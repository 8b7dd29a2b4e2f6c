using Taojin.Data;
using Taojin.Storage.Models;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Dashboard.Pages.Recommend;

/// <summary>What is asked on the page, as it stands in its address.</summary>
/// <param name="By">One of <see cref="Ways"/>.</param>
/// <param name="User">The shopper, or the items, as text that two questions can be told apart by.</param>
/// <param name="Count">Length of the list.</param>
public sealed record ListAsked(string By, string User, int Count)
{
    /// <summary>What a list can go by: a shopper, a basket, a visit, one item.</summary>
    public static IReadOnlyList<string> Ways { get; } = ["user", "basket", "visit", "item"];

    /// <summary>The items of a basket, the touches of a visit (<c>cart:ID</c> or <c>ID</c>), parted by line ends; empty for a shopper.</summary>
    public string With { get; init; } = "";

    /// <summary>Where the list stands; null for the default placement.</summary>
    public string? Placement { get; init; }

    /// <summary>A version in the place of the published one.</summary>
    public string? Model { get; init; }

    /// <summary>Another version beside it.</summary>
    public string? Other { get; init; }

    /// <summary>What the list goes by in place of a shopper's past; null for a shopper.</summary>
    public IReadOnlyList<VisitTouch>? Visit => By == "user" ? null : [.. Touches(With)];

    /// <summary>The list that would be shown now; looking at it leaves no trace in the log.</summary>
    public RecommendationList Make(LiveShop shop) => Make(shop, Model);

    /// <summary>The list of the model beside it; null when none is named.</summary>
    public RecommendationList? MakeOther(LiveShop shop) => Other is null ? null : Make(shop, Other);

    /// <summary>The same as a command or, where the command line has none, as a call of the API.</summary>
    public string Again() => By switch
    {
        "user" => $"./taojin recommend {User} --n {Count}",
        "item" => $"GET /api/v1/items/{Uri.EscapeDataString(With)}/similar?n={Count}",
        _ => "POST /api/v1/recommendations",
    };

    private IEnumerable<VisitTouch> Touches(string with) => with.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(text => By switch
    {
        "basket" => new VisitTouch(text, EventKind.Cart),
        "visit" when text.Split(':', 2) is [var kind, var item] && EventKinds.TryParse(kind, out var did) => new(item, did),
        _ => new(text),
    });

    private RecommendationList Make(LiveShop shop, string? model) => shop.Recommend(new(User, Count, LogShown: false)
    {
        Placement = Placement, IsTraced = true, Model = model is null ? null : ModelVersion.Parse(model), Visit = Visit,
    });
}
