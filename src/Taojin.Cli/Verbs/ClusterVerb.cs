using System.CommandLine;

namespace Taojin.Cli.Verbs;

/// <summary>Several machines as one. The commands stand in the folder Cluster, one file each.</summary>
internal sealed class ClusterVerb : IVerb
{
    public int Place => 95;

    public Command Build() => VerbGroup.Of<ClusterVerb>("cluster", "Several machines as one: start a node, see who is there");
}
