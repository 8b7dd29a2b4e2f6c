using Taojin.Data;
using Taojin.Workflows.Serving.Trials;

namespace Taojin.Workflows.Serving;

/// <summary>Versions that are tried out with a share of the users. What fails there is answered by the stable version, so that nobody goes without.</summary>
public sealed partial class LiveShop
{
    /// <summary>What each version did since it answers here.</summary>
    internal TrialWatch Watch { get; } = new();

    /// <summary>Canaries that could not be read.</summary>
    internal IReadOnlyList<BrokenCanary> BrokenCanaries => _models.Broken;

    /// <summary>The canary of a placement that answers a user; null: the stable version does.</summary>
    private CanaryModels? CanaryFor(RecommendRequest request) =>
        _models.Canaries.Count > 0 && request.Model is null && IsPersonal(request.UserId) ? _models.CanaryOf(PlaceOf(request).Rules.Retrievers) : null;

    private PublishedModels ModelsOf(RecommendRequest request) => CanaryFor(request) is { } canary && canary.Takes(request.UserId) ? canary.Models : _models;

    private RecommendationList MakeWatched(RecommendRequest request, Instant now, string requestId)
    {
        var (models, place) = (_models, PlaceOf(request));
        if (request.Model is not null || models[place.Rules.Retrievers[0]] is not { } first)
            return Make(request, now, (requestId, place));
        if (CanaryFor(request) is not { } canary)
            return Timed(first.Version, () => Make((request, models), now, (requestId, place)));
        if (!canary.Takes(request.UserId))
            return Timed(models[canary.Alias]!.Version, () => Make((request, models), now, (requestId, place with { Arm = place.Arm ?? canary.StableArm })));
        var arm = place with { Arm = canary.Arm };
        return Tried(canary.Publication.Version, () => Make((request, canary.Models), now, (requestId, arm)), FaultOf) ?? Make((request, models), now, (requestId, arm));
    }

    private PredictionList PredictWatched(PredictRequest request, Instant now)
    {
        var models = _models;
        PredictionList Asked(PublishedModels asked) => NewPredictor(asked).Predict(request, now);
        if (models.Purchase is not { } stable)
            return Asked(models);
        if (models.CanaryOf([Aliases.Purchase]) is not { } canary)
            return Timed(stable.Version, () => Asked(models));
        if (!canary.Takes(request.UserId))
            return Timed(stable.Version, () => Asked(models)) with { Arm = canary.StableArm };
        return (Tried(canary.Publication.Version, () => Asked(canary.Models), FaultOf) ?? Asked(models)) with { Arm = canary.Arm };
    }

    /// <summary>An answer of a version that is not on trial by itself; a fault is the caller's as ever.</summary>
    private TAnswer Timed<TAnswer>(string version, Func<TAnswer> answer)
        where TAnswer : class
    {
        var (start, fault) = (_mine.Clock.GetTimestamp(), AnswerFault.Error);
        try
        {
            var made = answer();
            fault = made is RecommendationList list ? FaultOf(list) : FaultOf((PredictionList)(object)made);
            return made;
        }
        catch (TaojinException)
        {
            fault = AnswerFault.None; // what was asked for cannot be had; the version is not at fault
            throw;
        }
        finally
        {
            Watch.Note(version, _mine.Clock.GetElapsedTime(start).TotalSeconds, fault);
        }
    }

    /// <summary>An answer of a canary; null when it is no good.</summary>
    private TAnswer? Tried<TAnswer>(string version, Func<TAnswer> answer, Func<TAnswer, AnswerFault> faultOf)
        where TAnswer : class
    {
        var (start, fault) = (_mine.Clock.GetTimestamp(), AnswerFault.Error);
        try
        {
            var made = answer();
            fault = faultOf(made);
            return fault == AnswerFault.None ? made : null;
        }
        catch (Exception wrong) when (wrong is not TaojinException)
        {
            return null; // counted; enough of them end the trial
        }
        catch (TaojinException)
        {
            fault = AnswerFault.None;
            throw;
        }
        finally
        {
            Watch.Note(version, _mine.Clock.GetElapsedTime(start).TotalSeconds, fault);
        }
    }

    /// <summary>Of who allows no personalisation nothing is looked up: only the items say something, and the same to all of them.</summary>
    private PredictionList PredictForAnybody(PredictRequest request) => request.ItemIds is null
        ? throw new TaojinException("user.unknown", $"Nothing is looked up of '{request.UserId}', who allows no personalisation.", "Name items.")
        : _gate.Read(() => PredictWatched(request with { UserId = "" }, Now())) with { UserId = request.UserId };

    private static AnswerFault FaultOf(RecommendationList list) => list.Items.Any(item => !double.IsFinite(item.Score)) ? AnswerFault.NotANumber
        : list.Items.Count == 0 || list.IsFallback ? AnswerFault.Empty
        : AnswerFault.None;

    private static AnswerFault FaultOf(PredictionList list) => list.Predictions.Any(each => !double.IsFinite(each.Probability)) ? AnswerFault.NotANumber : AnswerFault.None;

    /// <summary>Whoever answers where they did not before begins anew.</summary>
    private void ForgetNewcomers(PublishedModels before, PublishedModels now)
    {
        foreach (var version in now.Versions.Except(before.Versions, StringComparer.Ordinal))
            Watch.Forget(version);
    }
}
