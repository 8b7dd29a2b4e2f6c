using System.CommandLine;

namespace Taojin.Cli.Verbs;

/// <summary>One command of the program: one file, found by its type.</summary>
internal interface IVerb
{
    /// <summary>Where it stands in the help: the verbs follow the work.</summary>
    int Place { get; }

    Command Build();
}
