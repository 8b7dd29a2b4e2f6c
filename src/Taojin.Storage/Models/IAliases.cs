namespace Taojin.Storage.Models;

/// <summary>Keeps what was published under which name.</summary>
internal interface IAliases
{
    /// <summary>All that was published under each name, in order of time.</summary>
    IReadOnlyDictionary<string, IReadOnlyList<Publication>> Read();

    /// <summary>Changes what stands under a name; the change is whole or not there, and nobody changes it meanwhile.</summary>
    /// <param name="alias">The name.</param>
    /// <param name="change">Takes the list as it is and gives the list as it shall be: as long or longer. What it throws leaves all as it was.</param>
    void Change(string alias, Func<IReadOnlyList<Publication>, IReadOnlyList<Publication>> change);
}
