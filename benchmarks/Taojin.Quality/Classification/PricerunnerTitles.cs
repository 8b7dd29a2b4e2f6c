using Taojin.Quality.Frame;

namespace Taojin.Quality.Classification;

/// <summary>Pricerunner: ten categories of electronics and household goods from titles.</summary>
internal sealed class PricerunnerTitles : IClassifyPart
{
    public string Name => "pricerunner";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("pricerunner/pricerunner_aggregate.csv.gz") is { } path)
            TitlesBesideFastText.Run(
                run, (Name, "Pricerunner: ten categories from titles", "Repeated titles removed; a title is test when the CRC-32 of its folded text, modulo 5, is 0."),
                LabelledSets.Pricerunner(path), TunedText.FastTextPricerunner);
    }
}
