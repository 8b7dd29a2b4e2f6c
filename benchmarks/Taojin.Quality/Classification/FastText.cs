using System.Diagnostics;
using System.Globalization;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Numerics;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Classification;

/// <summary>Settings of fasttext.</summary>
internal sealed record FastTextSettings(int Dimensions, int Epochs, double LearningRate, int WordRuns, int ShortestRun, int LongestRun)
{
    /// <summary>What was searched: every combination, judged on a fifth of the training rows (by the CRC-32 of "v" and the folded text).</summary>
    public static string Searched => "dim 10 or 50; epoch 10 or 25; lr 0.5 or 1; word n-grams 1, 2, or 2 with character n-grams 3–5; bucket 200,000; softmax";

    /// <summary>Places that runs are hashed into.</summary>
    public int Buckets { get; init; } = 200_000;

    public IEnumerable<string> Arguments =>
    [
        "-dim", Text(Dimensions), "-epoch", Text(Epochs), "-lr", Text(LearningRate), "-wordNgrams", Text(WordRuns), "-minn", Text(ShortestRun), "-maxn", Text(LongestRun), "-bucket", Text(Buckets),
    ];

    public override string ToString() => string.Join(' ', Arguments);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What fasttext did.</summary>
internal sealed record FastTextRun(int[] Said, double TrainSeconds, double TitlesPerSecond);

/// <summary>Debian's <c>fasttext</c>: trained and asked as a program, two threads, on the same folded texts in an order of chance, for it learns line by line and published files are often sorted by class.</summary>
/// <param name="run">Where its files stand.</param>
/// <param name="spelled">How a text is written for it; folded when null.</param>
internal sealed class FastText(BenchmarkRun run, Func<string, string>? spelled = null)
{
    private const string Prefix = "__label__";
    private readonly Func<string, string> _spelled = spelled ?? FoldedText.Of;

    /// <summary>Trains with given settings and answers the test rows; null, noted as skipped, when the program is not here.</summary>
    public FastTextRun? Judge(string name, TrainAndTest data, FastTextSettings settings)
    {
        if (Train(name, data, settings) is not { } trained)
            return null;
        var asked = Start(["predict", trained.Model, trained.Test])!.Value;
        int[] said = [.. Lines(asked.Output, data).Select(line => int.Parse(line[Prefix.Length..], CultureInfo.InvariantCulture))];
        return new(said, trained.Seconds, said.Length / asked.Seconds);
    }

    /// <summary>Trains with given settings; the probability of the second of two classes for each test row. Null, noted as skipped, when the program is not here.</summary>
    public double[]? Probabilities(string name, TrainAndTest data, FastTextSettings settings)
    {
        if (Train(name, data, settings) is not { } trained)
            return null;
        var asked = Start(["predict-prob", trained.Model, trained.Test, "2"])!.Value;
        return [.. Lines(asked.Output, data).Select(line => line.Split(' ')).Select(cells => double.Parse(cells[Array.IndexOf(cells, $"{Prefix}1") + 1], CultureInfo.InvariantCulture))];
    }

    private (string Model, string Test, double Seconds)? Train(string name, TrainAndTest data, FastTextSettings settings)
    {
        var (train, test, model) = (Path.Combine(run.Scratch, $"{name}.train"), Path.Combine(run.Scratch, $"{name}.test"), Path.Combine(run.Scratch, $"{name}.model"));
        var shuffled = Shuffled(data.Train);
        File.WriteAllLines(train, shuffled.Inputs.Zip(shuffled.Labels, (text, label) => $"{Prefix}{label} {_spelled(text)}"));
        File.WriteAllLines(test, data.Test.Inputs.Select(_spelled));
        if (Start(["supervised", "-input", train, "-output", model, .. settings.Arguments, "-thread", "2", "-verbose", "0"]) is { } trained)
            return ($"{model}.bin", test, trained.Seconds);
        run.Skip($"{name}.fasttext", "fasttext is not installed: apt-get install fasttext");
        return null;
    }

    private static Labelled<string> Shuffled(Labelled<string> rows)
    {
        var order = Enumerable.Range(0, rows.Labels.Length).ToArray();
        SplitMix64.Stream(42, "fasttext/order").Shuffle(order.AsSpan());
        return rows.Pick(order);
    }

    private static string[] Lines(string output, TrainAndTest data) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries) is var lines && lines.Length == data.Test.Labels.Length
        ? lines : throw new InvalidDataException($"fasttext answered {lines.Length} of {data.Test.Labels.Length} rows.");

    private static (double Seconds, string Output)? Start(IEnumerable<string> arguments)
    {
        var start = TimeProvider.System.GetTimestamp();
        try
        {
            using var process = Process.Start(new ProcessStartInfo("fasttext", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? (TimeProvider.System.GetElapsedTime(start).TotalSeconds, output) : throw new InvalidOperationException($"fasttext ended with {process.ExitCode}.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
