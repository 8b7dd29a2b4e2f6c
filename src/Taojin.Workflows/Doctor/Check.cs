using Taojin.Data;
using Taojin.Data.Faults;

namespace Taojin.Workflows.Doctor;

/// <summary>What was found, and how to mend it.</summary>
/// <param name="Name">Short name of the check.</param>
/// <param name="IsGood">Whether all is well.</param>
/// <param name="Found">What was found.</param>
/// <param name="FoundZh">The same in Chinese.</param>
public sealed record Check(string Name, bool IsGood, string Found, string FoundZh)
{
    /// <summary>What to do; empty when all is well.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>The same in Chinese.</summary>
    public string RemedyZh { get; init; } = "";

    /// <summary>A fault as what was found.</summary>
    internal static Check Of(string name, TaojinException fault)
    {
        var (foundZh, remedyZh, _) = FaultWords.Of(fault, isChinese: true);
        return new(name, IsGood: false, fault.Message, foundZh) { Remedy = fault.Remedy, RemedyZh = remedyZh };
    }
}

/// <summary>A check that can be made: one fault that people meet.</summary>
internal interface ICheck
{
    /// <summary>Looks; null when there is nothing to look at.</summary>
    Check? Look(DoctorScene scene);
}
