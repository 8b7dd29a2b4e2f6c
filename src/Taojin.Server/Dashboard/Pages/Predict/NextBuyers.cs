using Taojin.Data;
using Taojin.Workflows.Serving;

namespace Taojin.Server.Dashboard.Pages.Predict;

/// <summary>Who of the shoppers that were busy lately buys what, most probable first.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Best">The most probable purchase.</param>
internal sealed record NextBuyer(string UserId, Prediction Best)
{
    private const int Asked = 200;

    public static IReadOnlyList<NextBuyer> Of(LiveShop shop)
    {
        var found = new List<NextBuyer>();
        if (!shop.HasPurchaseModel)
            return found;
        foreach (var user in shop.Mine.Workspace.Browse.Users("", 0, Asked).Rows.Where(user => user.Events > 0))
        {
            try
            {
                if (shop.Predict(new(user.UserId, Count: 1)).Predictions is [var best, ..])
                    found.Add(new(user.UserId, best));
            }
            catch (TaojinException unknown) when (unknown.Code.EndsWith(".unknown", StringComparison.Ordinal))
            {
                // Cleaning left nothing of this user.
            }
        }
        return [.. found.OrderByDescending(each => each.Best.Probability)];
    }
}
