using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Torch.Sequences;
using Taojin.Numerics;

namespace Taojin.Mining.Torch.Tests.Sequences;

/// <summary>On shops whose rule is known: what comes next, what is bought next, and which events said so.</summary>
[Collection("libtorch")]
public sealed class SequenceTransformerTests
{
    private const int Items = 24;
    private static readonly SequenceTransformerOptions Small = new()
    {
        Width = 16, Length = 12, Dropout = 0.1, BatchSize = 32, Negatives = Items, LearningRate = 0.01, Epochs = 15, Patience = 0,
    };

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void What_comes_next_in_a_circle_is_learned_and_the_last_event_carries_it(double cosineScale)
    {
        var model = new SequenceTransformerEstimator(Small with { CosineScale = cosineScale }).Fit(Circle(), new FitContext());
        SessionEvent[] events = [Event(3), Event(19), Event(7)];
        var (scores, parts) = (new float[Items], new float[3]);

        model.Score(events, scores);
        model.Explain(events, 8, parts);

        Array.IndexOf(scores, scores.Max()).ShouldBe(8);
        parts.Sum().ShouldBe(scores[8], 1e-3f);
        parts[2].ShouldBe(parts.Max());
    }

    [Fact]
    public void Of_what_was_viewed_the_item_that_was_put_into_the_cart_is_bought()
    {
        var model = new SequenceTransformerEstimator(Small with { Target = SequenceTarget.Purchase, Epochs = 30 }).Fit(Carts(), new FitContext());
        var hits = 0;
        for (var trial = 0; trial < 40; trial++)
        {
            var chance = SplitMix64.Stream(9, "sequence-transformer-tests", trial);
            var (events, carted) = Visit(ref chance);
            var scores = new float[Items];
            model.Score(events, scores);
            hits += Array.IndexOf(scores, scores.Max()) == carted ? 1 : 0;
        }

        hits.ShouldBeGreaterThan(30); // chance among four viewed items: 10
    }

    [Fact]
    public void What_was_done_again_in_a_row_counts_once()
    {
        var model = new SequenceTransformerEstimator(Small with { Epochs = 2 }).Fit(Circle(), new FitContext());
        var (once, again, parts) = (new float[Items], new float[Items], new float[4]);

        model.Score((SessionEvent[])[Event(3), Event(7)], once);
        model.Score((SessionEvent[])[Event(3), Event(7), Event(7), Event(7)], again);
        model.Explain((SessionEvent[])[Event(3), Event(7), Event(7), Event(7)], 8, parts);

        again.ShouldBe(once);
        parts[1..3].ShouldBe([0f, 0f]);
        parts.Sum().ShouldBe(once[8], 1e-3f);
    }

    [Fact]
    public void Training_stops_when_held_back_items_are_foretold_no_better_and_starts_again_on_everything()
    {
        var told = new List<int>();
        var context = new FitContext { Progress = new Told(told) };

        new SequenceTransformerEstimator(Small with { Epochs = 200, Patience = 2 }).Fit(Circle(), context);

        var restarts = told.Count(step => step == 1);
        restarts.ShouldBe(2);
        told.Count.ShouldBeLessThan(200);
        told[^1].ShouldBe(told[..told.LastIndexOf(1)][^1] - 2); // as many epochs as the best had
    }

    [Theory]
    [InlineData(SequenceLoss.SampledSoftmax)]
    [InlineData(SequenceLoss.Gbce)]
    [InlineData(SequenceLoss.BinaryCrossEntropy)]
    public void Each_loss_learns_the_circle(SequenceLoss loss)
    {
        var options = Small with { Loss = loss, Negatives = 8, NegativePopularity = 0.5, Crop = 0.2, Mask = 0.1, Reorder = 0.1 };

        var model = new SequenceTransformerEstimator(options).Fit(Circle(), new FitContext());

        var hits = Enumerable.Range(0, Items).Count(item =>
        {
            var scores = new float[Items];
            model.Score((SessionEvent[])[Event((item + Items - 1) % Items), Event(item)], scores);
            return Array.IndexOf(scores, scores.Max()) == (item + 1) % Items;
        });
        hits.ShouldBeGreaterThan(Items * 3 / 4);
    }

    [Fact]
    public void A_width_that_the_heads_do_not_divide_is_refused() =>
        Should.Throw<OptionsException>(() => new SequenceTransformerEstimator(new() { Width = 10, Heads = 4 })).Message.ShouldContain("heads");

    /// <summary>Each user goes round a circle of items from some place on.</summary>
    private static Interactions Circle() => Shop(user => Enumerable.Range(0, 8).Select(place => (((user * 7) + place) % Items, EventKind.View)));

    /// <summary>Four items are viewed, one of them is put into the cart, and that one is bought.</summary>
    private static Interactions Carts() => Shop(user =>
    {
        var chance = SplitMix64.Stream(1, "sequence-transformer-tests/carts", user);
        var events = new List<(int, EventKind)>();
        for (var visit = 0; visit < 2; visit++)
        {
            var (seen, carted) = Visit(ref chance);
            events.AddRange(seen.Select(each => (each.Item, each.Kind)));
            events.Add((carted, EventKind.Purchase));
        }
        return events;
    });

    private static (SessionEvent[] Events, int Carted) Visit(ref SplitMix64 chance)
    {
        int[] items = [.. Enumerable.Range(0, Items)];
        chance.Shuffle<int>(items);
        var carted = items[chance.NextInt32(4)];
        return ([.. items[..4].SelectMany(item => item == carted ? [Event(item), Event(item) with { Kind = EventKind.Cart }] : new[] { Event(item) })], carted);
    }

    private static Interactions Shop(Func<int, IEnumerable<(int Item, EventKind Kind)>> events)
    {
        var all = Enumerable.Range(0, 400).SelectMany(user => events(user).Select((each, place) => (User: user, each.Item, each.Kind, Time: place))).OrderBy(each => each.Time).ToArray();
        return Interactions.Of(
            new ShopLog
            {
                Users = new Vocabulary(Enumerable.Range(0, 400).Select(user => $"用户{user}")),
                Items = new Catalogue { Ids = new Vocabulary(Enumerable.Range(0, Items).Select(item => $"商品{item}")) },
                User = [.. all.Select(each => each.User)], Item = [.. all.Select(each => each.Item)], Kind = [.. all.Select(each => each.Kind)],
                Time = [.. all.Select(each => Instant.OfSeconds(1_700_000_000 + (60 * each.Time)))],
            },
            new());
    }

    private static SessionEvent Event(int item) => new(item, EventKind.View, Instant.OfSeconds(1_700_000_000));

    private sealed class Told(List<int> steps) : IProgress<FitProgress>
    {
        public void Report(FitProgress value) => steps.Add(value.Step);
    }
}
