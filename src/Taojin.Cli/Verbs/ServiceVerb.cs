using System.CommandLine;

namespace Taojin.Cli.Verbs;

/// <summary>After the sale: answers, what comes back, what customers say. The commands stand in the folder Service, one file each.</summary>
internal sealed class ServiceVerb : IVerb
{
    public int Place => 92;

    public Command Build() => VerbGroup.Of<ServiceVerb>("service", "After the sale: answer customers, see what comes back and why, what they complain about");
}
