using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Ensembles;

namespace Taojin.Mining.Classification;

/// <summary>One model of an ensemble of categories.</summary>
/// <param name="Card">What it is.</param>
/// <param name="Model">Fitted on all rows.</param>
/// <param name="Weight">What it counts.</param>
public sealed record CategoryMember(AlgorithmCard Card, IClassModel<ProductFacts> Model, double Weight);

/// <summary>Models of categories that answer as one.</summary>
public sealed class CategoryEnsembleModel : IExplainsWords<ProductFacts>, ISaysFamiliarity<ProductFacts>, IPersistent<CategoryEnsembleModel>
{
    private readonly ClassPool _pool;

    internal CategoryEnsembleModel(Vocabulary classes, IReadOnlyList<CategoryMember> members, ClassPool pool) => (Classes, Members, _pool) = (classes, members, pool);

    /// <inheritdoc />
    public Vocabulary Classes { get; }

    /// <summary>The members with their weights, which add up to 1; those that added nothing are not here.</summary>
    public IReadOnlyList<CategoryMember> Members { get; }

    /// <inheritdoc />
    public void Predict(ProductFacts input, Span<double> probabilities)
    {
        var said = new double[Members.Count][];
        for (var place = 0; place < said.Length; place++)
            Members[place].Model.Predict(input, said[place] = new double[Classes.Count]);
        _pool.Write(said, probabilities);
    }

    /// <summary>What the words added to the log-odds of the members that say so, by their weights; for votes that is what moved the voters.</summary>
    /// <inheritdoc />
    public IReadOnlyList<WordPart> Explain(ProductFacts input, int @class, int count) =>
    [
        .. Members.Where(member => member.Model is IExplainsWords<ProductFacts>)
            .SelectMany(member => ((IExplainsWords<ProductFacts>)member.Model).Explain(input, @class, int.MaxValue).Select(part => part with { Weight = member.Weight * _pool.Scale * part.Weight }))
            .GroupBy(part => (part.Start, part.Word), (word, parts) => new WordPart(word.Start, word.Word, parts.Sum(part => part.Weight)))
            .OrderByDescending(part => Math.Abs(part.Weight)).ThenBy(part => part.Start).ThenBy(part => part.Word, StringComparer.Ordinal).Take(count),
    ];

    /// <summary>The weighted mean over the members that say it; 0 when none does.</summary>
    /// <inheritdoc />
    public double Familiarity(ProductFacts input) => Members.Sum(member => member.Model is ISaysFamiliarity<ProductFacts> says ? member.Weight * says.Familiarity(input) : 0);

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("classes", Classes.Ids);
        writer.Ids("members", [.. Members.Select(member => member.Card.Name)]);
        writer.Array<double>("weights", _pool.Weights);
        writer.Array<double>("pool", [(double)_pool.Method, _pool.Scale]);
        foreach (var (place, member) in Members.Index())
            member.Card.Save(member.Model, new PrefixedWriter(writer, $"members.{place}"));
    }

    /// <inheritdoc />
    public static CategoryEnsembleModel Load(IArtifactReader reader)
    {
        var (algorithms, weights, pool) = (new Algorithms(), reader.Array<double>("weights"), reader.Array<double>("pool"));
        var members = reader.Ids("members").Select((name, place) => new CategoryMember(
            algorithms[name], (IClassModel<ProductFacts>)algorithms[name].Load(new PrefixedReader(reader, $"members.{place}")), weights[place]));
        return new(new(reader.Ids("classes")), [.. members], new((EnsembleMethod)(int)pool[0], weights, pool[1]));
    }
}
