using System.CommandLine;

namespace Taojin.Cli.Verbs;

/// <summary>What persons may ask of a shop.</summary>
internal sealed class PrivacyVerb : IVerb
{
    public int Place => 98;

    public Command Build() => VerbGroup.Of<PrivacyVerb>("privacy", "What persons may ask: their data, their consent; how long things are kept; counts that may leave the house");
}
