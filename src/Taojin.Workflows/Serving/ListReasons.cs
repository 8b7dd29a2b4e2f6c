using Taojin.Data;
using Taojin.Workflows.Serving.Lists;

namespace Taojin.Workflows.Serving;

/// <summary>Reasons of a whole list: each recommender is asked once for all the items it brought.</summary>
/// <param name="asker">For whom.</param>
/// <param name="items">The shop's items.</param>
internal sealed class ListReasons(ListAsker asker, Catalogue items)
{
    /// <summary>The reasons of each place of a list.</summary>
    public IReadOnlyList<AnswerReason>[] Of(List<Candidate> chosen)
    {
        var reasons = new IReadOnlyList<AnswerReason>[chosen.Count];
        Array.Fill(reasons, [ListPins.Reason]);
        foreach (var brought in Enumerable.Range(0, chosen.Count).Where(place => chosen[place].By.Count > 0).GroupBy(place => chosen[place].By[0].Source))
        {
            var words = new ListReason(brought.Key, asker.PastFor(brought.Key, items.Ids), asker.Did, asker.Now, items);
            foreach (var (place, each) in brought.Zip(words.Of([.. brought.Select(place => (chosen[place].By[0].Index, chosen[place].By[0].Score))])))
                reasons[place] = each;
        }
        return reasons;
    }
}
