using Taojin.Data;

namespace Taojin.Workflows.Serving;

/// <content>Which models answer, and since when. Each answer is made by one set of them from beginning to end.</content>
public sealed partial class LiveShop
{
    /// <summary>A moment further off than this is not waited for: the clocks of who published and who answers differ.</summary>
    private static readonly TimeSpan FurthestSwitch = TimeSpan.FromHours(1);
    private readonly Lock _switching = new();
    private readonly PublishedRecommender? _common;
    private ITimer? _switch;

    /// <summary>Reads the published models again, after a publish or a rollback. What is to answer from a later moment on is read too, and answers from that moment on.</summary>
    public void Reload()
    {
        lock (_switching)
        {
            TakeUp(ModelsAt(_mine.Now));
            PlanSwitch();
        }
    }

    /// <summary>Reads what is to answer from a later moment on, so that it can begin at that moment and not when it has been read.</summary>
    private void PlanSwitch()
    {
        lock (_switching)
        {
            _switch?.Dispose();
            _switch = null;
            if (_mine.Models.NextSwitch(_mine.Now, FurthestSwitch) is not { } moment)
                return;
            var models = ModelsAt(moment);
            var wait = moment - _mine.Now;
            _switch = _mine.Clock.CreateTimer(_ => Switch(models), null, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private void Switch(PublishedModels models)
    {
        lock (_switching)
        {
            TakeUp(models);
            TryPlanSwitch();
        }
    }

    /// <summary>On a timer nobody hears of a fault: what cannot be read now, from a store that is away or a full disk, is read a minute later.</summary>
    private void TryPlanSwitch()
    {
        lock (_switching)
        {
            try
            {
                PlanSwitch();
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                _switch = _mine.Clock.CreateTimer(_ => TryPlanSwitch(), null, TryAgain, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private PublishedModels ModelsAt(Instant moment)
    {
        var known = _gate.Read(() => _items.Pick([.. Enumerable.Range(0, _items.Count)])); // events may bring ids while models are read
        var models = PublishedModels.Of(_mine, (known, moment), _common);
        WaitForFeatures(models);
        return models;
    }

    private void TakeUp(PublishedModels models)
    {
        ForgetNewcomers(_models, models);
        _gate.Write(() => _models = models);
        CatchUp();
        if (_preparing is not null)
            PrepareLists();
    }
}
