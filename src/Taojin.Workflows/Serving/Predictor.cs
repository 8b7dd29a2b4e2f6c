using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Mining.Learning;
using Taojin.Workflows.Serving.Owners;

namespace Taojin.Workflows.Serving;

/// <summary>Turns the features of a user's pairs into probabilities with reasons.</summary>
internal sealed class Predictor(PublishedModels models, Vocabulary users, Catalogue items, UserHistories histories, PairFeatures features)
{
    private const int ReasonsShown = 3;
    private static readonly TimeSpan Lookback = TimeSpan.FromDays(30);

    public PredictionList Predict(PredictRequest request, Instant now)
    {
        var published = models.Purchase
            ?? throw new TaojinException("model.none-published", "No purchase model is published.", "Run: ./taojin train --task purchase, then: ./taojin publish purchase");
        var user = users.TryIndexOf(request.UserId, out var known) ? known
            : request.ItemIds is not null || request.Owned?.Since.Count > 0 ? -1 // nothing is known of a new visitor, and the item's own features still say something
            : throw new TaojinException("user.unknown", $"The log holds no user '{request.UserId}'.", "Name items, or send the user's events first.");
        var past = PastOf(request, user);
        var trail = new TrailReason(past, items, now);
        var predictions = Asked(request, past, now)
            .Select(item => One((published.Model, request.Owned), new(user, item, past), now, trail))
            .OrderByDescending(each => each.Probability)
            .ThenBy(each => each.ItemId, StringComparer.Ordinal)
            .Take(request.Count);
        return new() { UserId = request.UserId, Model = published.Version, HorizonHours = published.HorizonHours, Predictions = [.. predictions] };
    }

    /// <summary>The items that a request asks about.</summary>
    /// <exception cref="TaojinException">item.unknown.</exception>
    public string[] Candidates(PredictRequest request, Instant now) =>
        [.. Asked(request, PastOf(request, users.IndexOf(request.UserId)), now).Select(items.Ids.IdAt).Distinct(StringComparer.Ordinal)];

    private Touch[] PastOf(PredictRequest request, int user) => histories.Of(user, histories.FresherOf(user, request.Owned, items.Ids));

    private IEnumerable<int> Asked(PredictRequest request, Touch[] past, Instant now) => request.ItemIds is null
        ? past.Where(touch => touch.Time > now - Lookback && touch.Kind != EventKind.Shown).Select(touch => touch.Item).Distinct()
        : request.ItemIds.Select(id => items.Ids.TryIndexOf(id, out var item)
            ? item
            : throw new TaojinException("item.unknown", $"The log and the catalogue hold no item '{id}'.", "Import the item first, or ask for another."));

    private Prediction One((IProbabilityModel Model, OwnedUser? Owned) asked, PairPast pair, Instant now, TrailReason trail)
    {
        var (model, item) = (asked.Model, pair.Item);
        var row = new float[model.Columns.Count];
        features.Read(pair, now, row);
        asked.Owned?.Overwrite(items.Ids.IdAt(item), row);
        return new(items.Ids.IdAt(item), items.NameOf(item), model.Predict(row), Reasons(model, row, item, trail));
    }

    private List<AnswerReason> Reasons(IProbabilityModel model, float[] row, int item, TrailReason trail)
    {
        if (model is not IExplainsProbability explains)
            return [];
        var parts = new double[row.Length];
        explains.Explain(row, parts);
        return [.. Enumerable.Range(0, parts.Length)
            .OrderByDescending(column => Math.Abs(parts[column]))
            .Take(ReasonsShown)
            .Where(column => parts[column] != 0)
            .Select(column => column < FeatureCatalog.Columns.Count
                ? FeatureReason.Of(features.Columns[column], row[column], parts[column])
                : trail.Of(item, column - FeatureCatalog.Columns.Count, parts[column]))
            .OfType<AnswerReason>()];
    }
}
