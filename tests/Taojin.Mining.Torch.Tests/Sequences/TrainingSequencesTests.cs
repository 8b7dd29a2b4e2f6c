using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Recommendation;
using Taojin.Mining.Torch.Sequences;

namespace Taojin.Mining.Torch.Tests.Sequences;

public sealed class TrainingSequencesTests
{
    [Fact]
    public void The_next_item_is_foretold_at_each_event_even_the_same_again()
    {
        var sequence = One(Events((1, EventKind.View), (1, EventKind.Cart), (2, EventKind.View), (1, EventKind.View), (3, EventKind.View)), new() { Target = SequenceTarget.Next });

        sequence.Targets.ShouldBe([1, 2, 1, 3]);
    }

    [Fact]
    public void What_is_new_is_foretold_past_all_that_is_not()
    {
        var sequence = One(Events((1, EventKind.View), (1, EventKind.Cart), (2, EventKind.View), (1, EventKind.View), (3, EventKind.View), (2, EventKind.View)), new());

        sequence.Targets.ShouldBe([2, 2, 3, 3, -1]);
    }

    [Fact]
    public void Of_purchases_the_next_one_is_foretold_however_far_it_is_and_nothing_behind_the_last()
    {
        var sequence = One(Events((1, EventKind.View), (2, EventKind.View), (1, EventKind.Purchase), (4, EventKind.Cart), (5, EventKind.View)), new() { Target = SequenceTarget.Purchase });

        sequence.Targets.ShouldBe([1, 1, -1, -1]);
    }

    [Fact]
    public void A_long_history_is_learned_from_in_pieces_and_every_step_of_it_once()
    {
        var events = Events([.. Enumerable.Range(0, 23).Select(item => (item, EventKind.View))]);

        var sequences = All([events], new() { Length = 10 });

        sequences.Select(each => each.Events.Length).Order().ShouldBe([2, 10, 10]);
        sequences.SelectMany(each => each.Targets).Order().ShouldBe(Enumerable.Range(1, 22));
    }

    [Fact]
    public void Sequences_of_a_step_are_of_about_equal_length()
    {
        var users = Enumerable.Range(0, 400).Select(user => Events([.. Enumerable.Range(0, 2 + (user % 40)).Select(item => (item, EventKind.View))])).ToArray();

        var batches = new TrainingSequences(users, new() { BatchSize = 20 }).Epoch(1, new FitContext()).ToArray();

        batches.Sum(batch => batch.Length).ShouldBe(400);
        batches.Max(batch => batch.Max(each => each.Events.Length) - batch.Min(each => each.Events.Length)).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void A_crop_is_a_stretch_and_a_reordering_keeps_the_items()
    {
        var events = Events([.. Enumerable.Range(0, 30).Select(item => (item, EventKind.View))]);
        var (crops, orders) = (new HashSet<int>(), new HashSet<string>());
        for (var seed = 0UL; seed < 30; seed++)
        {
            var context = new FitContext { Seed = seed };
            var cropped = new TrainingSequences([events], new() { Crop = 1 }).Epoch(1, context).Single()[0];
            int[] items = [.. cropped.Events.Select(each => each.Item), cropped.Targets[^1]];
            items.ShouldBe(Enumerable.Range(items[0], items.Length));
            crops.Add(items.Length);

            var reordered = new TrainingSequences([events], new() { Reorder = 1 }).Epoch(1, context).Single()[0];
            items = [.. reordered.Events.Select(each => each.Item), reordered.Targets[^1]];
            items.Order().ShouldBe(Enumerable.Range(0, 30));
            items.Zip(Enumerable.Range(0, 30)).Count(pair => pair.First != pair.Second).ShouldBeLessThanOrEqualTo(4);
            orders.Add(string.Join(' ', items));
        }
        crops.Count.ShouldBeGreaterThan(5);
        orders.Count.ShouldBeGreaterThan(5);
    }

    private static TrainingSequence One(SessionEvent[] events, SequenceTransformerOptions options) => All([events], options).Single();

    private static TrainingSequence[] All(SessionEvent[][] users, SequenceTransformerOptions options) =>
        [.. new TrainingSequences(users, options).Epoch(1, new FitContext()).SelectMany(batch => batch)];

    private static SessionEvent[] Events(params (int Item, EventKind Kind)[] events) =>
        [.. events.Select((each, place) => new SessionEvent(each.Item, each.Kind, Instant.OfSeconds(1_700_000_000 + (60 * place))))];
}
