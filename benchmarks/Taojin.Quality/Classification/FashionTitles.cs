using Taojin.Quality.Frame;

namespace Taojin.Quality.Classification;

/// <summary>Fashion titles: 143 article types in 45 and 7 classes above them.</summary>
internal sealed class FashionTitles : IClassifyPart
{
    public string Name => "fashion-titles";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("fashion-product-titles/styles_with_titles.csv.gz") is not { } path)
            return;
        var (ours, theirs) = TitlesBesideFastText.Run(
            run, ("fashion-titles.article-type", "Fashion titles: article types in a tree of three levels", "Classes are paths of three levels; equal titles stand on one side (CRC-32 of the folded title, modulo 5)."),
            LabelledSets.FashionTitles(path), TunedText.FastTextFashion);
        if (theirs is not null)
            run.Add(new("titles.train-seconds-vs-fasttext", ours.FitSeconds / theirs.TrainSeconds, "", "lower") { Peer = 1 });
    }
}
