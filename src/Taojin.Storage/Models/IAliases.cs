namespace Taojin.Storage.Models;

/// <summary>Who answers under which name, with everybody who did before.</summary>
internal interface IAliases
{
    /// <summary>All names with the version that answers.</summary>
    IReadOnlyDictionary<string, ModelVersion> All();

    /// <summary>The version that answers under a name, or null.</summary>
    ModelVersion? Current(string alias);

    /// <summary>Lets a version answer; the change is whole or not there.</summary>
    void Push(string alias, ModelVersion version, string? reason);

    /// <summary>Who answered before.</summary>
    /// <exception cref="Taojin.Data.TaojinException">model.no-earlier.</exception>
    ModelVersion Before(string alias);

    /// <summary>Lets <paramref name="before"/>, which <see cref="Before"/> named, answer again.</summary>
    void Pop(string alias, ModelVersion before);
}
