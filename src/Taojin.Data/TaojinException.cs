namespace Taojin.Data;

/// <summary>Something a person can mend: what happened, where, and what to do next.</summary>
/// <param name="code">Stable code, such as <c>import.kind-unknown</c>: area, dot, fault.</param>
/// <param name="message">What happened and where, in plain words.</param>
/// <param name="remedy">What to do next: a command where there is one.</param>
/// <param name="cause">What was thrown below, if anything.</param>
public class TaojinException(string code, string message, string remedy, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Stable code of the fault.</summary>
    public string Code { get; } = code;

    /// <summary>What to do next.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>What happened, in Chinese, where whoever threw it said so; null leaves it to <see cref="Faults.FaultWords"/>.</summary>
    public virtual string? MessageZh => null;

    /// <summary>What to do next, in Chinese, where whoever threw it said so; null leaves it to <see cref="Faults.FaultWords"/>.</summary>
    public virtual string? RemedyZh => null;
}
