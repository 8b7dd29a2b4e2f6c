using Taojin.Storage.Models;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Dashboard.Pages.Recommend;

/// <summary>What is asked on the page, as it stands in its address.</summary>
internal sealed record ListAsked(string User, string? Placement, int Count, string? Model, string? Other)
{
    /// <summary>The list that would be shown now; looking at it leaves no trace in the log.</summary>
    public RecommendationList Make(LiveShop shop) => Make(shop, Model);

    /// <summary>The list of the model beside it; null when none is named.</summary>
    public RecommendationList? MakeOther(LiveShop shop) => Other is null ? null : Make(shop, Other);

    private RecommendationList Make(LiveShop shop, string? model) => shop.Recommend(new(User, Count, LogShown: false)
    {
        Placement = Placement, IsTraced = true, Model = model is null ? null : ModelVersion.Parse(model),
    });
}
