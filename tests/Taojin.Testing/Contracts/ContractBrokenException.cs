namespace Taojin.Testing.Contracts;

/// <summary>An implementation broke a promise of its kind.</summary>
/// <param name="message">What was promised and what was seen.</param>
public sealed class ContractBrokenException(string message) : Exception(message)
{
    /// <summary>Throws unless a promise holds.</summary>
    public static void Unless(bool holds, string message)
    {
        if (!holds)
            throw new ContractBrokenException(message);
    }
}
