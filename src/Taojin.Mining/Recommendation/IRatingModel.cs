namespace Taojin.Mining.Recommendation;

/// <summary>Predicts what a user would say of an item, in the units of the ratings.</summary>
public interface IRatingModel
{
    /// <summary>The rating expected, within the range of those learned from.</summary>
    /// <param name="user">Index of a user of the fit.</param>
    /// <param name="item">Index of an item of the fit.</param>
    double Predict(int user, int item);
}
