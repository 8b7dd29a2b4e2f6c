namespace Taojin.Mining.Recommendation.Lists;

/// <summary>How many places above the present one chance has given away, as a distribution: what the probability of an item at a place follows from.</summary>
/// <param name="places">Places of the list.</param>
/// <param name="outside">Candidates outside of the list, which draws take from, each at most once.</param>
/// <param name="epsilon">Probability of a draw, in [0, 1].</param>
internal sealed class DrawCounts(int places, int outside, double epsilon)
{
    private readonly double[] _above = [1, .. new double[places]];

    /// <summary>Probability that one certain candidate from outside is drawn at this place: each is as likely as the others.</summary>
    public double OfOutside() => epsilon / outside * _above.Take(outside).Sum();

    /// <summary>Probability that the list's own item stands here which does so after so many draws above.</summary>
    public double OfOwn(int draws) => _above[draws] * (1 - Draw(draws));

    /// <summary>Goes on to the next place.</summary>
    public void Next()
    {
        for (var draws = places; draws >= 0; draws--)
            _above[draws] = (_above[draws] * (1 - Draw(draws))) + (draws > 0 ? _above[draws - 1] * Draw(draws - 1) : 0);
    }

    /// <summary>Probability of a draw after so many: none when nothing is left outside.</summary>
    private double Draw(int draws) => draws < outside ? epsilon : 0;
}
