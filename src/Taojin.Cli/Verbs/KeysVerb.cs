using System.CommandLine;

namespace Taojin.Cli.Verbs;

/// <summary>Who may ask the server for what.</summary>
internal sealed class KeysVerb : IVerb
{
    public int Place => 92;

    public Command Build() => VerbGroup.Of<KeysVerb>("keys", "Keys of the server: make, list, revoke; also while it runs");
}
