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
    /// <exception cref="TaojinException">There is no such algorithm or option, or it learns no probabilities from a table.</exception>
    public static MemberChoice Parse(string text, Algorithms algorithms)
    {
        var (name, rest) = text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? (text[..colon], text[(colon + 1)..]) : (text, "");
        var card = algorithms[name];
        if (card.Model == typeof(EnsembleModel) || !algorithms.Learns<LabelledTable, IProbabilityModel>(card))
            throw new TaojinException("ensemble.member", $"'{name}' cannot be a member: it is an ensemble itself, learns no probabilities from a table, or is not loaded here.", $"Name such as: {string.Join(", ", algorithms.Cards.Where(each => each.Model != typeof(EnsembleModel) && algorithms.Learns<LabelledTable, IProbabilityModel>(each)).Select(each => each.Name))}.");
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
    public IProbabilityModel Fit(Algorithms algorithms, LabelledTable data, FitContext context) => algorithms.Estimator<LabelledTable, IProbabilityModel>(Card.Name, Options).Fit(data, context);

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
