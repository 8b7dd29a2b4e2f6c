namespace Taojin.Workflows.Reports;

/// <summary>A text in both languages; a page shows the one its reader chose.</summary>
/// <param name="En">In English.</param>
/// <param name="Zh">In Chinese.</param>
public readonly record struct Bilingual(string En, string Zh)
{
    /// <summary>The same in both languages: a number, a name.</summary>
    public static implicit operator Bilingual(string same) => new(same, same);

    /// <summary>The same in both languages.</summary>
    public static Bilingual ToBilingual(string same) => new(same, same);

    /// <summary>A text in both languages.</summary>
    public static implicit operator Bilingual((string En, string Zh) pair) => new(pair.En, pair.Zh);

    /// <summary>A text in both languages.</summary>
    public static Bilingual ToBilingual((string En, string Zh) pair) => new(pair.En, pair.Zh);
}
