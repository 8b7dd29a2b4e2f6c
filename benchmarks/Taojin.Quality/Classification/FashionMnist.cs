using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Numerics.Tensors;
using System.Text;
using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Pictures;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Classification;

/// <summary>Fashion-MNIST: 5,000 pictures of five classes to learn from (official test pictures), judged on the 489 of the first 1,000 official training pictures that are of those classes.</summary>
internal sealed class FashionMnist : IClassifyPart
{
    private const int Side = 28, Seeds = 5, Neighbours = 5;
    private static readonly string[] Names = ["t-shirt", "trouser", "pullover", "dress", "shirt"];
    private static readonly byte[] Official = [0, 1, 2, 3, 6];

    public string Name => "fashion-mnist-5";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("fashion-mnist-subset") is not { } folder)
            return;
        var (train, test) = (Five(Unpacked(folder, "fashion_test_5class_5000.npy.gz")), First(Unpacked(folder, "train1000-images-idx3-ubyte.gz"), Unpacked(folder, "train1000-labels-idx1-ubyte.gz")));
        var trials = Enumerable.Range(1, Seeds).Select(seed => PictureTrial.Fit(train, TunedPictures.FashionMnist, (ulong)seed, run)).ToArray();
        var accuracies = trials.Select(trial => trial.Accuracy(test)).ToArray();
        run.Add(new("fashion-mnist-5.accuracy", accuracies.Average(), "", "higher") { Low = accuracies.Min(), High = accuracies.Max(), Peer = 0.87 });
        run.Add(new("fashion-mnist-5.train-seconds", trials.Average(trial => trial.Seconds), "s", "lower"));
        run.Add(new("fashion-mnist-5.images-per-second.trained", trials.Average(trial => trial.TrainedPerSecond), "1/s", "higher"));
        run.Add(new("fashion-mnist-5.images-per-second.served", trials[0].ServedPerSecond(test), "1/s", "higher"));
        var neighbours = Nearest(train, test);
        Write((train.Labels.Length, test.Labels.Length), accuracies, neighbours, run);
    }

    private static void Write((int Train, int Test) rows, double[] accuracies, double neighbours, BenchmarkRun run)
    {
        var text = new StringBuilder($"## Fashion-MNIST, five classes\n\n`./bench classify --only fashion-mnist-5`: {string.Join(", ", Names)}; {rows.Train:#,0} pictures to learn from (official test pictures), judged on the {rows.Test} of the first 1,000 official training pictures that are of those classes. Options were chosen on a fifth of the 5,000 alone.\n\n");
        text.Append("| model | accuracy | per seed |\n|---|---:|---|\n");
        text.Append(CultureInfo.InvariantCulture, $"| **image-cnn** | {accuracies.Average():.0000} | {string.Join(" ", accuracies.Select(each => each.ToString(".0000", CultureInfo.InvariantCulture)))} |\n");
        text.Append(CultureInfo.InvariantCulture, $"| SVM with RBF kernel; plain network of three layers (stated for this set) | about .87 | |\n| {Neighbours} nearest neighbours by points (baseline) | {neighbours:.0000} | |\n");
        text.Append(CultureInfo.InvariantCulture, $"\nTraining takes {run.ValueOf("fashion-mnist-5.train-seconds"):0} s a seed on two threads ({run.ValueOf("fashion-mnist-5.images-per-second.trained"):#,0} pictures a second); ONNX Runtime answers {run.ValueOf("fashion-mnist-5.images-per-second.served"):#,0} pictures a second, one at a time on two threads.\n");
        ResultsPage.Write("classify:fashion-mnist-5", text.ToString());
    }

    private static double Nearest(Labelled<ProductFacts> train, Labelled<ProductFacts> test)
    {
        var (known, right) = (train.Inputs.Select(Points).ToArray(), new byte[test.Labels.Length]);
        new FitContext { Threads = 2 }.ForEachRow(right.Length, row =>
        {
            var asked = Points(test.Inputs[row]);
            var nearest = Enumerable.Range(0, known.Length).OrderBy(other => TensorPrimitives.Distance<float>(asked, known[other])).ThenBy(other => other).Take(Neighbours).Select(other => train.Labels[other]);
            right[row] = (byte)(nearest.CountBy(label => label).OrderByDescending(each => each.Value).ThenBy(each => each.Key).First().Key == test.Labels[row] ? 1 : 0);
        });
        return right.Average(each => (double)each);

        static float[] Points(ProductFacts product) => [.. product.Picture!.Points.ToArray().Where((_, at) => at % 3 == 0).Select(point => (float)point)];
    }

    /// <summary>A numpy array of bytes, shape [pictures × 785], the label last.</summary>
    private static Labelled<ProductFacts> Five(byte[] npy)
    {
        var rows = npy.AsSpan(10 + BinaryPrimitives.ReadUInt16LittleEndian(npy.AsSpan(8))).ToArray();
        return Labelled(Enumerable.Range(0, rows.Length / ((Side * Side) + 1)).Select(row => (rows.AsMemory(row * ((Side * Side) + 1), Side * Side), (int)rows[((row + 1) * ((Side * Side) + 1)) - 1])));
    }

    private static Labelled<ProductFacts> First(byte[] pictures, byte[] labels) => Labelled(
        Enumerable.Range(0, labels.Length - 8).Select(row => (pictures.AsMemory(16 + (row * Side * Side), Side * Side), Array.IndexOf(Official, labels[8 + row]))).Where(each => each.Item2 >= 0));

    private static Labelled<ProductFacts> Labelled(IEnumerable<(Memory<byte> Points, int Label)> rows)
    {
        var all = rows.ToArray();
        return new()
        {
            Inputs = [.. all.Select(row => new ProductFacts { Picture = Picture.Grey(Side, Side, row.Points.Span) })],
            Labels = [.. all.Select(row => row.Label)],
            Classes = new(Names),
        };
    }

    private static byte[] Unpacked(string folder, string name)
    {
        using var packed = new GZipStream(File.OpenRead(Path.Combine(folder, name)), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return bytes.ToArray();
    }
}
