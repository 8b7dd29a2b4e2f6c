namespace Taojin.Mining.Learning;

/// <summary>An estimator that fits others, found by their names. <see cref="Algorithms"/> hands itself over when it makes one.</summary>
public interface ICombinesAlgorithms
{
    /// <summary>The same estimator with the given algorithms to choose from.</summary>
    object With(Algorithms algorithms);
}
