using System.Globalization;
using System.IO.Compression;
using System.Text;
using Taojin.Mining.Classification;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Pictures;
using Taojin.Mining.Text;
using Taojin.Mining.Torch;
using Taojin.Quality.Frame;
using Taojin.Storage.Pictures;

namespace Taojin.Quality.Classification;

/// <summary>Fashion products of 49 types from titles, from pictures, and from both: every product is answered by models that saw none of its title.</summary>
internal sealed class FashionImages : IClassifyPart
{
    private const int Folds = 5, Threads = 2;
    private static readonly TextImageFusionOptions Fusion = new() { Folds = 2 };

    public string Name => "fashion-images";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("fashion-product-images") is not { } folder)
            return;
        var data = Read(folder);
        var fold = data.Inputs.Select(product => (int)(System.IO.Hashing.Crc32.HashToUInt32(Encoding.UTF8.GetBytes(FoldedText.Of(product.Title!))) % Folds)).ToArray();
        var said = Sides.Select(side => (side.Name, Said: new int[fold.Length], Sure: new double[fold.Length])).ToArray();
        var seconds = 0.0;
        for (var part = 0; part < Folds; part++)
        {
            var start = TimeProvider.System.GetTimestamp();
            var model = new TextImageFusion(Fusion, new LinearText(TunedText.Titles), new ImageCnnEstimator(TunedPictures.FashionImages))
                .Fit(data.Pick([.. Enumerable.Range(0, fold.Length).Where(row => fold[row] != part)]), new FitContext { Threads = Threads });
            seconds += TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            int[] asked = [.. Enumerable.Range(0, fold.Length).Where(row => fold[row] == part)];
            for (var side = 0; side < Sides.Length; side++)
            {
                var answers = PictureTrial.Answers(Sides[side].Of(model), data.Pick(asked));
                for (var place = 0; place < asked.Length; place++)
                    (said[side].Said[asked[place]], said[side].Sure[asked[place]]) = (answers.Said[place], answers.Confidence[place]);
            }
            run.Say($"fold {part + 1}: {seconds:0} s of fitting");
        }
        Report(run, said.Select(side => (side.Name, ClassEvaluation.Evaluate(new(side.Said, side.Sure, data.Labels, data.Classes.Count)))).ToArray(), (data, seconds / Folds));
    }

    private static (string Name, Func<TextImageFusionModel, IClassModel<ProductFacts>> Of)[] Sides { get; } =
        [("picture alone (image-cnn)", model => model.Pictures), ("title alone (linear-text)", model => model.Words), ("late fusion", model => model.Late()), ("stacked fusion", model => model)];

    private static void Report(BenchmarkRun run, (string Name, ModelScore Score)[] rows, (Labelled<ProductFacts> Data, double Seconds) how)
    {
        var (picture, title, late, stacked) = (rows[0].Score, rows[1].Score, rows[2].Score, rows[3].Score);
        var best = title["Accuracy"].Value >= picture["Accuracy"].Value ? title : picture;
        var gain = stacked.Against(best);
        foreach (var (name, score) in new[] { ("picture", picture), ("title", title), ("late", late), ("fusion", stacked) })
            run.Add(new($"fashion-images.{name}.accuracy", score["Accuracy"].Value, "", "higher") { Low = score["Accuracy"].Low, High = score["Accuracy"].High });
        run.Add(new("fashion-images.fusion-minus-best-single", gain.Value, "", "higher") { Low = gain.Low, High = gain.High, Peer = 0 });
        run.Add(new("fashion-images.fusion-minus-best-single.low", gain.Low, "", "higher") { Peer = 0 });
        run.Add(new("fashion-images.train-seconds", how.Seconds, "s", "lower"));
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"## Fashion products: titles, pictures, and both\n\n`./bench classify --only fashion-images`: {how.Data.Labels.Length:#,0} products with a picture of 60 × 80 points, {how.Data.Classes.Count} types; five folds by the CRC-32 of the folded title, equal titles in one fold.\n\n| model | accuracy | macro-F1 | ECE |\n|---|---:|---:|---:|\n"));
        foreach (var (name, score) in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {(name.Contains("fusion", StringComparison.Ordinal) ? $"**{name}**" : name)} | {score["Accuracy"].Value:.0000} ({score["Accuracy"].Low:.0000}–{score["Accuracy"].High:.0000}) | {score["Macro-F1"].Value:.0000} | {score["ECE"].Value:.0000} |\n");
        text.Append(CultureInfo.InvariantCulture, $"\nStacked fusion is better than the best single side by {gain.Value:.0000} ({gain.Low:.0000}–{gain.High:.0000}, paired over products). A fit of the fusion takes {how.Seconds:0} s on two threads: two fits of the network on halves, one on all.\n");
        ResultsPage.Write("classify:fashion-images", text.ToString());
    }

    internal static Labelled<ProductFacts> Read(string folder)
    {
        var titles = LabelledSets.Csv(Path.Combine(folder, "labels.csv.gz")).Skip(1).ToDictionary(row => row[0], StringComparer.Ordinal);
        using var zip = ZipFile.OpenRead(Path.Combine(folder, "images.zip"));
        return Labelled<ProductFacts>.Of(zip.Entries.Where(entry => titles.ContainsKey(Path.GetFileNameWithoutExtension(entry.Name))).Select(entry =>
        {
            var row = titles[Path.GetFileNameWithoutExtension(entry.Name)];
            return (new ProductFacts { Title = row[9], Picture = PictureOf(entry) }, row[4]);
        }));
    }

    private static Picture PictureOf(ZipArchiveEntry entry)
    {
        using var packed = entry.Open();
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return PictureReader.Bytes(bytes.ToArray()).Picture ?? throw new InvalidDataException($"{entry.Name} cannot be read.");
    }
}
