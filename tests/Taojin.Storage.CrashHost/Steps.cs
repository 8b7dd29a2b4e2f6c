namespace Taojin.Storage.CrashHost;

/// <summary>Says how far something is.</summary>
internal sealed class Steps(Action<string> say) : IProgress<string>
{
    /// <inheritdoc />
    public void Report(string value) => say(value);
}
