namespace Taojin.Mining.AfterSales.Opinions;

/// <summary>Weights of what is known of a token for each tag, and of each tag behind another.</summary>
/// <param name="tokens">Shape [places × tags].</param>
/// <param name="steps">Shape [tags before + 1 × tags]; the last row is the start.</param>
internal sealed class TagWeights(float[] tokens, float[] steps)
{
    private const int Tags = TermTags.Count;
    private readonly double[] _tokenSums = new double[tokens.Length], _stepSums = new double[steps.Length];

    /// <summary>Starts from 0.</summary>
    public TagWeights(int bits)
        : this(new float[Tags << bits], new float[(Tags + 1) * Tags])
    {
    }

    public float[] Tokens => tokens;

    public float[] Steps => steps;

    /// <summary>The best tags of a text, by dynamic programming; nothing is inside without a first before it.</summary>
    public int[] Best(int[][] features)
    {
        var (scores, from) = (new float[features.Length, Tags], new int[features.Length, Tags]);
        for (var token = 0; token < features.Length; token++)
            for (var tag = 0; tag < Tags; tag++)
            {
                var own = 0f;
                foreach (var place in features[token])
                    own += tokens[(place * Tags) + tag];
                var best = float.NegativeInfinity;
                for (var before = token == 0 ? Tags : 0; before < (token == 0 ? Tags + 1 : Tags); before++)
                {
                    var score = tag == TermTags.Inside && before is TermTags.Outside or Tags ? float.NegativeInfinity : (token == 0 ? 0 : scores[token - 1, before]) + steps[(before * Tags) + tag];
                    if (score > best || before is 0 or Tags)
                        (best, from[token, tag]) = (score, before);
                }
                scores[token, tag] = best + own;
            }
        var (tags, at) = (new int[features.Length], 0);
        for (var tag = 1; tag < Tags; tag++)
            at = scores[features.Length - 1, tag] > scores[features.Length - 1, at] ? tag : at;
        for (var token = features.Length - 1; token >= 0; token--)
            (tags[token], at) = (at, from[token, at]);
        return tags;
    }

    /// <summary>Corrects the weights where the best tags are not the right ones.</summary>
    public void Learn(int[][] features, int[] right, int step)
    {
        var said = Best(features);
        for (var token = 0; token < right.Length; token++)
        {
            var (before, saidBefore) = token == 0 ? (Tags, Tags) : (right[token - 1], said[token - 1]);
            if (right[token] != said[token])
                foreach (var place in features[token])
                {
                    Add(tokens, _tokenSums, (place * Tags) + right[token], 1, step);
                    Add(tokens, _tokenSums, (place * Tags) + said[token], -1, step);
                }
            if (right[token] != said[token] || before != saidBefore)
            {
                Add(steps, _stepSums, (before * Tags) + right[token], 1, step);
                Add(steps, _stepSums, (saidBefore * Tags) + said[token], -1, step);
            }
        }
    }

    /// <summary>The mean of the weights over all steps.</summary>
    public TagWeights Averaged(int count) => new(
        [.. tokens.Zip(_tokenSums, (weight, sum) => (float)(weight - (sum / Math.Max(1, count))))], [.. steps.Zip(_stepSums, (weight, sum) => (float)(weight - (sum / Math.Max(1, count))))]);

    private static void Add(float[] weights, double[] sums, int place, float by, int step)
    {
        weights[place] += by;
        sums[place] += (double)by * step;
    }
}
