using System.Text.Json;
using System.Text.Json.Nodes;
using Taojin.Data;

namespace Taojin.Mining.Learning.Ensembles;

/// <summary>One model of an ensemble.</summary>
/// <param name="Card">What it is.</param>
/// <param name="Model">Fitted on all training rows.</param>
/// <param name="Weight">What its log-odds count.</param>
public sealed record EnsembleMember(AlgorithmCard Card, IProbabilityModel Model, double Weight);

/// <summary>A member before it is fitted: an algorithm with its options.</summary>
/// <param name="Card">The algorithm.</param>
/// <param name="Options">Its options.</param>
internal sealed record MemberChoice(AlgorithmCard Card, object Options)
{
    /// <summary>Reads a written form, such as <c>gradient-boosting:leaves=8;trees=300</c>.</summary>
    /// <typeparam name="TData">What members learn from.</typeparam>
    /// <typeparam name="TModel">What members learn.</typeparam>
    /// <param name="text">The written form.</param>
    /// <param name="algorithms">Those there are.</param>
    /// <param name="itself">The model of the ensemble: it cannot be its own member.</param>
    /// <exception cref="TaojinException">There is no such algorithm or option, or it does not learn such a model from such data.</exception>
    public static MemberChoice Parse<TData, TModel>(string text, Algorithms algorithms, Type itself)
    {
        var (name, rest) = text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? (text[..colon], text[(colon + 1)..]) : (text, "");
        var card = algorithms[name];
        bool Fits(AlgorithmCard each) => each.Model != itself && algorithms.Learns<TData, TModel>(each);
        if (!Fits(card))
            throw new TaojinException("ensemble.member", $"'{name}' cannot be a member: it is an ensemble itself, learns no probabilities from such data, or is not loaded here.", $"Name such as: {string.Join(", ", algorithms.Cards.Where(Fits).Select(each => each.Name))}.");
        var values = new JsonObject();
        foreach (var pair in rest.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            values[pair.Split('=')[0]] = Value(pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        try
        {
            return new(card, values.Deserialize(card.Options, SnakeOptions.Json)!);
        }
        catch (JsonException fault)
        {
            throw new TaojinException("ensemble.member-options", $"'{text}': {fault.Message}", "Write it as gradient-boosting:leaves=8;trees=300, with options of that algorithm.", fault);
        }
    }

    /// <summary>Fits it.</summary>
    public TModel Fit<TData, TModel>(Algorithms algorithms, TData data, FitContext context) => algorithms.Estimator<TData, TModel>(Card.Name, Options).Fit(data, context);

    private static JsonNode? Value(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
