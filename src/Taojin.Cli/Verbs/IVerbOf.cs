using System.CommandLine;

namespace Taojin.Cli.Verbs;

/// <summary>One command of a group, such as <c>market value</c>: one file, found by its type.</summary>
/// <typeparam name="TGroup">The verb that gathers it.</typeparam>
internal interface IVerbOf<TGroup>
    where TGroup : IVerb
{
    /// <summary>Where it stands in the help of its group.</summary>
    int Place { get; }

    Command Build();
}

/// <summary>Builds a verb that only gathers others.</summary>
internal static class VerbGroup
{
    /// <summary>A command with all commands of its group, in order.</summary>
    public static Command Of<TGroup>(string name, string description)
        where TGroup : IVerb
    {
        var group = new Command(name, description);
        var parts = typeof(TGroup).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IVerbOf<TGroup>).IsAssignableFrom(type))
            .Select(type => (IVerbOf<TGroup>)Activator.CreateInstance(type)!)
            .OrderBy(part => part.Place);
        foreach (var part in parts)
            group.Subcommands.Add(part.Build());
        return group;
    }
}
