using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Ensembles;
using Taojin.Mining.Learning.Tables;
using Taojin.Mining.Torch;

namespace Taojin.Quality.Tabular;

/// <summary>Repeated stratified folds of a table; whatever is judged on them sees the same rows.</summary>
internal sealed class Folds(TextTable table, bool[] labels, int repeats, FitContext context)
{
    public const int Count = 5;

    /// <summary>Names the folds that are judged; options were chosen on others.</summary>
    public const ulong Seed = 20_181;

    private readonly int[][] _folds = [.. Enumerable.Range(0, repeats).Select(repeat => StratifiedFolds.Of(labels, Count, context, repeat))];

    public static Algorithms Algorithms { get; } = new(typeof(MlpEstimator).Assembly);

    /// <summary>Fold of a row in a repeat.</summary>
    public int Of(int row, int repeat) => _folds[repeat][row];

    /// <summary>Lets one model say the probability of each row that its fit has not seen, shape [repeats][rows]. Columns are understood on the training rows of each fold.</summary>
    /// <param name="card">The algorithm.</param>
    /// <param name="options">Its options.</param>
    /// <param name="how">How columns are understood, and the name of the column of outcomes.</param>
    /// <param name="validationFold">Whether the next fold is taken from the training rows for early stopping.</param>
    public double[][] Say(AlgorithmCard card, object options, (TableSchemaOptions Columns, string Label) how, bool validationFold = false)
    {
        var said = _folds.Select(_ => new double[labels.Length]).ToArray();
        Parallel.For(0, repeats * Count, new ParallelOptions { MaxDegreeOfParallelism = IsNeural(card, options) ? 1 : Environment.ProcessorCount }, job =>
        {
            var (repeat, fold) = (job / Count, job % Count);
            var (held, later) = (Rows(repeat, each => each == fold), validationFold ? Rows(repeat, each => each == (fold + 1) % Count) : []);
            var train = Rows(repeat, each => each != fold && (!validationFold || each != (fold + 1) % Count));
            var schema = TableSchema.Of(table.Pick(train), how.Label, how.Columns);
            var data = Labelled(schema, train) with { Validation = validationFold ? Labelled(schema, later) : null };
            var model = Algorithms.Estimator<LabelledTable, IProbabilityModel>(card.Name, options).Fit(data, context with { Threads = 1, Seed = (ulong)(repeat + 1) });
            var probabilities = new double[held.Length];
            model.Predict(schema.Encode(table.Pick(held)), probabilities);
            for (var place = 0; place < held.Length; place++)
                said[repeat][held[place]] = probabilities[place];
        });
        return said;
    }

    /// <summary>AUC, PR-AUC and log-loss of each fold, shape [repeats × folds].</summary>
    public FoldScores Judge(double[][] said)
    {
        var scores = new FoldScores(labels.Length / Count / (double)(labels.Length - (labels.Length / Count)));
        for (var repeat = 0; repeat < repeats; repeat++)
            for (var fold = 0; fold < Count; fold++)
            {
                var rows = Rows(repeat, each => each == fold);
                var (came, probabilities) = (Array.ConvertAll(rows, row => labels[row]), Array.ConvertAll(rows, row => said[repeat][row]));
                scores.Auc.Add(ProbabilityEvaluation.Auc(came, probabilities));
                scores.PrAuc.Add(ProbabilityEvaluation.AveragePrecision(came, probabilities));
                scores.LogLoss.Add(-came.Zip(probabilities, (label, p) => Math.Log(Math.Max(1e-15, label ? p : 1 - p))).Average());
            }
        return scores;
    }

    /// <summary>Networks take turns within a process, and TorchSharp's scalars may be freed under a step while another thread allocates: their fits run one after another.</summary>
    private static bool IsNeural(AlgorithmCard card, object options) =>
        card.Create is null || (options is EnsembleOptions ensemble && ensemble.Members.Any(member => member.StartsWith("mlp", StringComparison.Ordinal)));

    private int[] Rows(int repeat, Func<int, bool> isWanted) => [.. Enumerable.Range(0, labels.Length).Where(row => isWanted(_folds[repeat][row]))];

    private LabelledTable Labelled(TableSchema schema, int[] rows) => new() { Features = schema.Encode(table.Pick(rows)), Labels = Array.ConvertAll(rows, row => labels[row]) };
}

/// <summary>What a model reached on each fold.</summary>
/// <param name="TestShare">Rows of a fold ÷ rows that were learned from.</param>
internal sealed record FoldScores(double TestShare)
{
    public List<double> Auc { get; } = [];

    public List<double> PrAuc { get; } = [];

    public List<double> LogLoss { get; } = [];

    /// <summary>
    /// Mean of paired differences with the 95 % interval of the corrected resampled t-test (Nadeau &amp; Bengio 2003, doi:10.1023/A:1024068626366):
    /// folds share training rows, so their variance is multiplied by 1 ÷ folds + test share.
    /// </summary>
    public (double Mean, double Low, double High) Against(List<double> ours, List<double> theirs)
    {
        double[] differences = [.. ours.Zip(theirs, (one, other) => one - other)];
        var (mean, count) = (differences.Average(), differences.Length);
        var variance = differences.Sum(each => (each - mean) * (each - mean)) / (count - 1);
        var half = StudentT(count - 1) * Math.Sqrt(variance * ((1.0 / count) + TestShare));
        return (mean, mean - half, mean + half);
    }

    /// <summary>The 97.5 % quantile of Student's t for the degrees of freedom that occur here.</summary>
    private static double StudentT(int freedom) => freedom switch { 4 => 2.776, 9 => 2.262, 14 => 2.145, 19 => 2.093, 24 => 2.064, _ => 1.96 + (2.4 / freedom) };
}
