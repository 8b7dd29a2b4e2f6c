namespace Taojin.Mining.Learning.Ensembles;

/// <summary>Models of probabilities that answer as one: the calibrated weighted mean of their log-odds, or of their votes.</summary>
public sealed class EnsembleModel : IPersistent<EnsembleModel>, IExplainsProbability, IRanksColumns
{
    private readonly LogitCalibration _calibration;
    private readonly double _negativesKept;

    internal EnsembleModel(IReadOnlyList<EnsembleMember> members, EnsembleMethod method, LogitCalibration calibration, double negativesKept) =>
        (Members, Method, _calibration, _negativesKept) = (members, method, calibration, negativesKept);

    /// <summary>The members with their weights, which add up to 1; those that added nothing are not here.</summary>
    public IReadOnlyList<EnsembleMember> Members { get; }

    /// <summary>How their answers become one.</summary>
    public EnsembleMethod Method { get; }

    /// <inheritdoc />
    public IReadOnlyList<string> Columns => Members[0].Model.Columns;

    /// <summary>The weighted importance of the members that rank columns.</summary>
    public IReadOnlyList<double> Importance
    {
        get
        {
            var sums = new double[Columns.Count];
            foreach (var member in Members)
                for (var column = 0; column < sums.Length && member.Model is IRanksColumns; column++)
                    sums[column] += member.Weight * ((IRanksColumns)member.Model).Importance[column];
            var total = sums.Sum();
            return Array.ConvertAll(sums, each => total > 0 ? each / total : 0);
        }
    }

    /// <inheritdoc />
    public void Predict(FeatureTable features, Span<double> probabilities)
    {
        var (sums, said) = (new double[features.RowCount], new double[features.RowCount]);
        foreach (var member in Members)
        {
            member.Model.Predict(features, said);
            for (var row = 0; row < sums.Length; row++)
                sums[row] += member.Weight * Answer(said[row]);
        }
        for (var row = 0; row < sums.Length; row++)
            probabilities[row] = _calibration.Probability(sums[row]);
    }

    /// <inheritdoc />
    public double Predict(ReadOnlySpan<float> row)
    {
        var sum = 0.0;
        foreach (var member in Members)
            sum += member.Weight * Answer(member.Model.Predict(row));
        return _calibration.Probability(sum);
    }

    /// <summary>
    /// The members' own parts by their weights: exact for means and stacking. Votes are steps, so there the parts are those of the mean of
    /// log-odds, scaled to what the votes say.
    /// </summary>
    public double Explain(ReadOnlySpan<float> row, Span<double> parts)
    {
        var (own, bias) = (new double[parts.Length], 0.0);
        parts.Clear();
        foreach (var member in Members.Where(member => member.Model is IExplainsProbability))
        {
            bias += member.Weight * (((IExplainsProbability)member.Model).Explain(row, own) - Math.Log(_negativesKept));
            for (var column = 0; column < own.Length; column++)
                parts[column] += member.Weight * _calibration.Scale * own[column];
        }
        var (start, total) = (_calibration.Logit(bias), 0.0);
        foreach (var part in parts)
            total += part;
        var wanted = Logit(Predict(row)) - start;
        if (Method != EnsembleMethod.Vote || total == 0)
            return start + (wanted - total); // what members that cannot explain themselves say stands in the bias
        for (var column = 0; column < parts.Length; column++)
            parts[column] *= wanted / total;
        return start;
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("members", [.. Members.Select(member => member.Card.Name)]);
        writer.Array<double>("weights", [.. Members.Select(member => member.Weight)]);
        writer.Array<double>("pool", [(double)Method, _calibration.Scale, _calibration.Shift, _negativesKept]);
        foreach (var (place, member) in Members.Index())
            member.Card.Save(member.Model, new PrefixedWriter(writer, $"members.{place}"));
    }

    /// <inheritdoc />
    public static EnsembleModel Load(IArtifactReader reader)
    {
        var (algorithms, names, weights, pool) = (new Algorithms(), reader.Ids("members"), reader.Array<double>("weights"), reader.Array<double>("pool"));
        var members = names.Select((name, place) => new EnsembleMember(
            algorithms[name], (IProbabilityModel)algorithms[name].Load(new PrefixedReader(reader, $"members.{place}")), weights[place]));
        return new([.. members], (EnsembleMethod)(int)pool[0], new(pool[1], pool[2]), pool[3]);
    }

    internal static double Logit(double probability) => Math.Log(probability / (1 - probability));

    /// <summary>A vote as log-odds of one or minus one.</summary>
    internal static double Vote(double logit) => logit >= 0 ? 1 : -1;

    /// <summary>What counts of a probability, in the population of the training rows.</summary>
    private double Answer(double probability)
    {
        var logit = Logit(probability) - Math.Log(_negativesKept);
        return Method == EnsembleMethod.Vote ? Vote(logit) : logit;
    }
}
