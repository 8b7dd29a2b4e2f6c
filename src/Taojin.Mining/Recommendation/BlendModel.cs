using System.Numerics.Tensors;
using Taojin.Data;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Recommendation;

/// <summary>One recommender of a blend.</summary>
/// <param name="Card">What it is.</param>
/// <param name="Model">Fitted on the data of the blend.</param>
/// <param name="Weight">What its scaled scores count.</param>
public sealed record BlendMember(AlgorithmCard Card, IRecommender Model, double Weight);

/// <summary>Several recommenders as one. It says what each of them adds; where all of them say what each item of a history adds, so does it.</summary>
public class BlendModel : IPersistent<BlendModel>, IFoldInRecommender
{
    private protected BlendModel(IReadOnlyList<BlendMember> members, BlendScale scale, (Vocabulary Users, Vocabulary Items) ids) =>
        (Members, Scale, Users, Items) = (members, scale, ids.Users, ids.Items);

    /// <inheritdoc />
    public Vocabulary Users { get; }

    /// <inheritdoc />
    public Vocabulary Items { get; }

    /// <summary>The recommenders with their weights, in the order of the options.</summary>
    public IReadOnlyList<BlendMember> Members { get; }

    /// <summary>How their scores are made comparable.</summary>
    public BlendScale Scale { get; }

    /// <inheritdoc />
    public void Score(int user, Span<float> scores) => Add((member, one) => member.Model.Score(user, one), scores);

    /// <inheritdoc />
    public void Score(ReadOnlySpan<HistoryItem> history, Span<float> scores)
    {
        var past = history.ToArray();
        if (past.Length == 0)
            scores.Fill(float.NaN);
        else
            Add((member, one) => Score(member, past, one), scores);
    }

    /// <summary>What each member adds to the score of an item, in the order of <see cref="Members"/>; 0 from one that cannot say.</summary>
    /// <param name="history">The history that was scored.</param>
    /// <param name="item">Index of the item.</param>
    /// <param name="parts">Receives one part a member, shape [members].</param>
    public void ExplainByMembers(ReadOnlySpan<HistoryItem> history, int item, Span<float> parts)
    {
        var (past, one) = (history.ToArray(), new float[Items.Count]);
        for (var place = 0; place < Members.Count; place++)
        {
            Score(Members[place], past, one);
            BlendScaling.Apply(Scale, one);
            parts[place] = (float)Members[place].Weight * one[item];
        }
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer)
    {
        writer.Ids("users", Users.Ids);
        writer.Ids("items", Items.Ids);
        writer.Ids("members", [.. Members.Select(member => member.Card.Name)]);
        writer.Array<double>("weights", [.. Members.Select(member => member.Weight)]);
        writer.Array<int>("scale", [(int)Scale]);
        for (var place = 0; place < Members.Count; place++)
            Members[place].Card.Save(Members[place].Model, new PrefixedWriter(writer, $"members.{place}"));
    }

    /// <inheritdoc />
    public static BlendModel Load(IArtifactReader reader)
    {
        var (algorithms, names, weights) = (new Algorithms(), reader.Ids("members"), reader.Array<double>("weights"));
        var members = names.Select((name, place) => new BlendMember(
            algorithms[name], (IRecommender)algorithms[name].Load(new PrefixedReader(reader, $"members.{place}")), weights[place]));
        return Of([.. members], (BlendScale)reader.Array<int>("scale")[0], (new(reader.Ids("users")), new(reader.Ids("items"))));
    }

    /// <summary>A blend of models that were fitted before, all on the same users and items.</summary>
    /// <param name="members">The models with their weights.</param>
    /// <param name="scale">How their scores are made comparable.</param>
    /// <param name="ids">Users and items of the fit.</param>
    public static BlendModel Of(IReadOnlyList<BlendMember> members, BlendScale scale, (Vocabulary Users, Vocabulary Items) ids) =>
        scale != BlendScale.ReciprocalRank && members.All(member => member.Model is IExplainsRecommendation)
            ? new AdditiveBlendModel(members, scale, ids)
            : new BlendModel(members, scale, ids);

    private protected static void Score(BlendMember member, HistoryItem[] history, Span<float> scores)
    {
        if (member.Model is INonPersonalRecommender anybody)
            anybody.Score(scores);
        else
            ((IFoldInRecommender)member.Model).Score(history, scores);
    }

    private void Add(ScoreMember score, Span<float> scores)
    {
        var (one, isKnown) = (new float[scores.Length], false);
        scores.Clear();
        foreach (var member in Members)
        {
            score(member, one);
            isKnown |= BlendScaling.Apply(Scale, one);
            TensorPrimitives.MultiplyAdd(one, (float)member.Weight, scores, scores);
        }
        if (!isKnown)
            scores.Fill(float.NaN);
    }

    private delegate void ScoreMember(BlendMember member, Span<float> scores);
}

/// <summary>A blend whose members all say what each item of a history adds.</summary>
public sealed class AdditiveBlendModel : BlendModel, IExplainsRecommendation
{
    internal AdditiveBlendModel(IReadOnlyList<BlendMember> members, BlendScale scale, (Vocabulary Users, Vocabulary Items) ids)
        : base(members, scale, ids)
    {
    }

    /// <inheritdoc />
    public void Explain(ReadOnlySpan<HistoryItem> history, int item, Span<float> parts)
    {
        var (past, scores, one) = (history.ToArray(), new float[Items.Count], new float[history.Length]);
        parts.Clear();
        foreach (var member in Members)
        {
            Score(member, past, scores);
            ((IExplainsRecommendation)member.Model).Explain(history, item, one);
            TensorPrimitives.MultiplyAdd(one, (float)member.Weight * BlendScaling.Factor(Scale, scores), parts, parts);
        }
    }
}
