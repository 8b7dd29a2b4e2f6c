namespace Taojin.Mining.AfterSales.Opinions;

/// <summary>Praise less blame around a term: words count by how near they stand, and those of its own clause more than those of its sentence.</summary>
internal static class AspectTone
{
    private const double OwnClause = 1.5, OtherClause = 0.7;

    /// <summary>The sum over the sentence; above 0 praise outweighs.</summary>
    /// <param name="text">The text.</param>
    /// <param name="term">First token of the term and the token behind its last.</param>
    /// <param name="sentence">Its sentence.</param>
    /// <param name="clause">Its clause.</param>
    public static double Of(OpinionText text, (int First, int End) term, (int First, int End) sentence, (int First, int End) clause)
    {
        var sum = 0.0;
        for (var token = sentence.First; token < sentence.End; token++)
            if (text.Polarity[token] != 0 && (token < term.First || token >= term.End))
                sum += text.Polarity[token] * (token >= clause.First && token < clause.End ? OwnClause : OtherClause) / (token < term.First ? term.First - token : token - term.End + 1);
        return sum;
    }
}
