using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Features;

/// <summary>How often the user viewed, saved, carted and bought anything.</summary>
public sealed class UserCounts : IDescribed<FeatureCard>, IFeature
{
    private readonly GrowingArray<KindCounts> _counts = new();

    private UserCounts()
    {
    }

    /// <inheritdoc />
    public static FeatureCard Card { get; } = new("user-counts", KindCounts.Columns("user", "by this user", "该用户的"), _ => new UserCounts()) { Scope = FeatureScope.User };

    /// <inheritdoc />
    public void Observe(in FeatureEvent happened)
    {
        if (happened.User >= 0)
            _counts.At(happened.User).Add(happened.Kind);
    }

    /// <inheritdoc />
    public void Read(in FeatureQuery asOf, Span<float> output) => _counts.Read(asOf.User).Write(output);

    /// <inheritdoc />
    public void Save(IArtifactWriter writer) => writer.Array(Card.Name, _counts.Values);

    /// <inheritdoc />
    public void Restore(IArtifactReader reader) => _counts.Restore(reader.Array<KindCounts>(Card.Name));
}
