using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Taojin.Quality.Frame;
using Taojin.Storage;

namespace Taojin.Quality.Tabular;

/// <summary>What each way of regularisation and augmentation does, alone, on one table: paired differences to the model without it.</summary>
internal sealed class Ablation(BenchmarkRun run, TabularSet set, string path)
{
    private const int Repeats = 2;
    private static readonly (string Algorithm, string Words, string Plain, (string Words, string Options, bool Later)[] Ways)[] Tables =
    [
        ("gradient-boosting", "Gradient-boosted trees without a penalty, all rows and columns, 300 trees", """{"trees":300,"leaves":31,"learning_rate":0.05,"column_share":1,"l2":0,"rows_per_leaf":1,"bins":255}""",
        [
            ("L1 = 2 on leaves", """{"l1":2}""", false), ("L2 = 10 on leaves", """{"l2":10}""", false), ("20 rows a leaf", """{"rows_per_leaf":20}""", false),
            ("depth at most 4", """{"depth":4}""", false), ("0.7 of the rows a tree", """{"row_share":0.7}""", false), ("0.4 of the columns a tree", """{"column_share":0.4}""", false),
            ("random splits", """{"random_splits":true}""", false), ("early stopping on a fifth of the rows", """{"patience":20}""", true),
        ]),
        ("mlp", "Perceptron 64-32 without a penalty, 20 epochs", """{"layers":[64,32],"epochs":20,"batch_size":256,"l2":0}""",
        [
            ("L1 = 3e-5", """{"l1":3e-5}""", false), ("L2 = 0.1 (decoupled)", """{"l2":0.1}""", false), ("dropout 0.3", """{"dropout":0.3}""", false), ("label smoothing 0.1", """{"label_smoothing":0.1}""", false),
            ("mix-up α = 0.4", """{"mix_up":0.4}""", false), ("dropout 0.3 and mix-up", """{"dropout":0.3,"mix_up":0.4}""", false), ("early stopping on a fifth of the rows", """{"patience":3}""", true),
        ]),
        ("logistic", "Logistic regression without a penalty", """{"l2":0}""", [("L1 = 0.001", """{"l1":0.001}""", false), ("L2 = 0.003", """{"l2":0.003}""", false), ("L2 = 0.1", """{"l2":0.1}""", false)]),
    ];

    public void Run()
    {
        var (table, labels) = set.Read(path);
        var folds = new Folds(table, labels, Repeats, new() { Seed = Folds.Seed });
        var text = new StringBuilder($"## Regularisation and augmentation, one at a time ({set.Name})\n\n{Repeats} × {Folds.Count} folds; differences to the first row of each table with the interval of the corrected resampled t-test. Early stopping learns from a fifth less rows.\n");
        foreach (var (algorithm, words, plain, ways) in Tables)
        {
            var without = Judge(folds, algorithm, plain, "{}", isLater: false);
            text.Append($"\n| {words} | AUC | log-loss | AUC − without | log-loss − without |\n|---|---:|---:|---:|---:|\n").Append(Line("without", without, without));
            foreach (var (way, options, later) in ways)
            {
                var with = Judge(folds, algorithm, plain, options, later);
                text.Append(Line(way, with, without));
                run.Say(FormattableString.Invariant($"ablation {algorithm} {way}: AUC {with.Auc.Average():0.0000}, without {without.Auc.Average():0.0000}"));
            }
        }
        ResultsPage.Write("tabular:ablation", text.ToString());
    }

    private FoldScores Judge(Folds folds, string algorithm, string plain, string options, bool isLater)
    {
        var values = JsonNode.Parse(plain)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(options)!.AsObject())
            values[name] = value?.DeepClone();
        var card = Folds.Algorithms[algorithm];
        return folds.Judge(folds.Say(card, values.Deserialize(card.Options, Snake.Json)!, (set.Columns, set.Label), isLater));
    }

    private static string Line(string name, FoldScores scores, FoldScores without)
    {
        var (auc, loss) = (scores.Against(scores.Auc, without.Auc), scores.Against(scores.LogLoss, without.LogLoss));
        return FormattableString.Invariant($"| {name} | {scores.Auc.Average():0.0000} | {scores.LogLoss.Average():0.0000} | {Cell(auc)} | {Cell(loss)} |\n");

        string Cell((double Mean, double Low, double High) each) => ReferenceEquals(scores, without) ? "–" : FormattableString.Invariant($"{each.Mean:+0.0000;−0.0000} ({each.Low:+0.0000;−0.0000} to {each.High:+0.0000;−0.0000})");
    }
}
