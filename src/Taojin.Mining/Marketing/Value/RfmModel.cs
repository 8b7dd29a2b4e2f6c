using Taojin.Mining.Learning;

namespace Taojin.Mining.Marketing.Value;

/// <summary>Puts customers into segments: those it was fitted on and later ones alike.</summary>
public sealed class RfmModel : IPersistent<RfmModel>
{
    private const int Edges = 4;
    private readonly double[] _edges, _scaling, _flat;
    private readonly double[][] _centres;

    internal RfmModel(double[] edges, double[] scaling, double[] centres)
    {
        (_edges, _scaling, _flat) = (edges, scaling, centres);
        _centres = [.. centres.Chunk(3)];
        Segments = _centres.Length == 0 ? RfmSegment.All : [.. _centres.Select(NameOf)];
    }

    /// <summary>The segments, the most valuable first. Clusters of one name are numbered.</summary>
    public IReadOnlyList<RfmSegment> Segments { get; }

    /// <summary>Index in <see cref="Segments"/> of a customer's segment.</summary>
    public int SegmentOf(in CustomerSummary customer)
    {
        var measures = RfmMeasures.Of(customer);
        if (_centres.Length > 0)
            return KMeans.Nearest(RfmMeasures.Scaled(measures, _scaling), _centres);
        var segment = RfmSegment.Of(Score(measures, 0), Score(measures, 1), Score(measures, 2));
        for (var index = 0; index < Segments.Count; index++)
            if (Segments[index] == segment)
                return index;
        return Segments.Count - 1;
    }

    /// <summary>Scores of recency, frequency and money, 1 to 5, 5 the best.</summary>
    public (int Recency, int Frequency, int Money) ScoresOf(in CustomerSummary customer)
    {
        var measures = RfmMeasures.Of(customer);
        return (Score(measures, 0), Score(measures, 1), Score(measures, 2));
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Array<double>("edges", _edges);
        writer.Array<double>("scaling", _scaling);
        writer.Array<double>("centres", _flat);
    }

    /// <inheritdoc />
    public static RfmModel Load(IArtifactReader reader) => new(reader.Array<double>("edges"), reader.Array<double>("scaling"), reader.Array<double>("centres"));

    private int Score(double[] measures, int measure)
    {
        var score = 1;
        foreach (var edge in _edges.AsSpan(measure * Edges, Edges))
            score += measures[measure] >= edge ? 1 : 0;
        return score;
    }

    /// <summary>A cluster is called as a customer at its centre would be; several of one name are told apart by number.</summary>
    private RfmSegment NameOf(double[] centre, int index)
    {
        var named = Segment(centre);
        var same = _centres.Take(index).Count(other => Segment(other) == named);
        return same == 0 ? named : named with { Code = $"{named.Code}-{same + 1}", Name = $"{named.Name} {same + 1}", NameZh = $"{named.NameZh} {same + 1}" };
    }

    private RfmSegment Segment(double[] centre)
    {
        double[] measures = [.. centre.Select((value, measure) => (value * _scaling[3 + measure]) + _scaling[measure])];
        return RfmSegment.Of(Score(measures, 0), Score(measures, 1), Score(measures, 2));
    }
}
