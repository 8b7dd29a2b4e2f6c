using System.CommandLine;

namespace Taojin.Cli.Verbs;

/// <summary>Whom to reach, with what, and what it is worth: the commands stand in the folder Market, one file each.</summary>
internal sealed class MarketVerb : IVerb
{
    public int Place => 90;

    public Command Build() => VerbGroup.Of<MarketVerb>("market", "Marketing: segments, value of customers, baskets, opportunities, uplift, prices, budgets");
}
