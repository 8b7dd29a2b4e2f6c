using Taojin.Data;
using Taojin.Mining.Recommendation;

namespace Taojin.Quality.Recommenders;

/// <summary>How often each item came right after (or right before) the user's last item, over all users; no fall-back for pairs that never occurred.</summary>
internal sealed class Neighbourhood : IRecommender
{
    private readonly Dictionary<(int From, int To), int> _counts = [];
    private readonly ILookup<int, int> _followers;
    private readonly Interactions _past;

    public Neighbourhood(Interactions past, bool isForward)
    {
        _past = past;
        for (var user = 0; user < past.Users.Count; user++)
        {
            var items = past.Sequences.ItemsOf(user);
            for (var place = 1; place < items.Length; place++)
            {
                var pair = isForward ? (items[place - 1], items[place]) : (items[place], items[place - 1]);
                _counts[pair] = _counts.GetValueOrDefault(pair) + 1;
            }
        }
        _followers = _counts.Keys.ToLookup(pair => pair.From, pair => pair.To);
    }

    public Vocabulary Users => _past.Users;

    public Vocabulary Items => _past.Items.Ids;

    public void Score(int user, Span<float> scores)
    {
        scores.Clear();
        var items = _past.Sequences.ItemsOf(user);
        if (items.IsEmpty)
            return;
        foreach (var next in _followers[items[^1]])
            scores[next] = _counts[(items[^1], next)];
    }
}
