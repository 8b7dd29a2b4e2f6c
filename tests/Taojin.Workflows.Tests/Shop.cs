using Taojin.Tests.Shops;

[assembly: AssemblyFixture(typeof(TrainedShop))]

namespace Taojin.Workflows.Tests;

/// <summary>Tests that change the shop have one of their own; the others share one, made once.</summary>
internal static class Shops
{
    public static TrainedShop OfItsOwn() => TrainedShop.OfFewModels();
}
