using System.Globalization;
using Taojin.Mining.AfterSales.Opinions;
using Taojin.Mining.Evaluation;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Quality.Frame;

namespace Taojin.Quality.AfterSales;

/// <summary>What is said of a term in a sentence, and which terms there are: SemEval 2014.</summary>
internal sealed class AspectsPart : IAfterSalesPart
{
    private const int Folds = 5;
    private static readonly string[] Sets = ["laptops", "restaurants"];
    private static readonly FitContext Context = new() { Threads = 2 };

    public string Name => "aspects";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("semeval-absa/seg") is not { } folder || run.Data("semeval-absa/Laptop_Train_v2.xml.gz") is not { } marked
            || run.Data("semeval-absa/ABSA16_Laptops_Train_SB1_v2.xml.gz") is not { } laptops || run.Data("womens-clothing-reviews/Womens_Clothing_E-Commerce_Reviews.csv.zip") is not { } clothing)
            return;
        var mentions = Sets.SelectMany(name => new[] { Part(folder, name, isTest: false), Part(folder, name, isTest: true) }).SelectMany(set => set.Inputs);
        var sentiment = new Sentiment(new()).Fit(AspectSets.OtherReviews(laptops, clothing, mentions), Context);
        var scores = Sets.ToDictionary(name => name, name => Judge(run, name, (Part(folder, name, isTest: false), Part(folder, name, isTest: true)), sentiment));
        var terms = TermF1(AspectSets.Sentences(marked));
        run.Add(new("aspects.laptops.terms.f1", terms.Value, "F1, 5-fold", "higher") { Low = terms.Low, High = terms.High });
        Write(scores, terms);
    }

    private static Labelled<AspectMention> Part(string folder, string name, bool isTest) =>
        AspectSets.Mentions(Path.Combine(folder, $"{char.ToUpperInvariant(name[0])}{name[1..]}_{(isTest ? "Test_Gold" : "Train")}.xml.seg.gz"));

    private static (ModelScore Learned, double ByWords) Judge(BenchmarkRun run, string name, (Labelled<AspectMention> Train, Labelled<AspectMention> Test) set, TopicTextModel sentiment)
    {
        var test = set.Test;
        var model = new AspectPolarity(new(), sentiment).Fit(set.Train, Context);
        var (said, sure, probabilities) = (new int[test.Labels.Length], new double[test.Labels.Length], new double[3]);
        for (var row = 0; row < said.Length; row++)
        {
            model.Predict(test.Inputs[row], probabilities);
            said[row] = Array.IndexOf(probabilities, probabilities.Max());
            sure[row] = probabilities[said[row]];
        }
        var score = ClassEvaluation.Evaluate(new(said, sure, test.Labels, 3));
        var byWords = test.Inputs.Zip(test.Labels, (mention, label) => AspectMiner.PolarityByWords(mention) + 1 == label ? 1.0 : 0).Average();
        run.Add(new($"aspects.{name}.accuracy", score["Accuracy"].Value, "", "higher") { Low = score["Accuracy"].Low, High = score["Accuracy"].High, Peer = byWords });
        run.Add(new($"aspects.{name}.macro-f1", score["Macro-F1"].Value, "", "higher") { Low = score["Macro-F1"].Low, High = score["Macro-F1"].High });
        return (score, byWords);
    }

    /// <summary>F1 of whole terms over five folds by the CRC-32 of the sentence; a term is right when both its ends are.</summary>
    private static MetricValue TermF1(IReadOnlyList<MarkedText> sentences)
    {
        var fold = sentences.Select(sentence => ReviewSets.Part(sentence.Text)).ToArray();
        var (right, counted) = (new double[sentences.Count], new double[sentences.Count]);
        for (var part = 0; part < Folds; part++)
        {
            var model = new AspectTagger(new()).Fit([.. sentences.Where((_, row) => fold[row] != part)], Context);
            foreach (var row in Enumerable.Range(0, fold.Length).Where(row => fold[row] == part))
            {
                var found = model.Find(sentences[row].Text);
                right[row] = 2.0 * found.Intersect(sentences[row].Terms).Count();
                counted[row] = found.Count + sentences[row].Terms.Count;
            }
        }
        return ClassEvaluation.Ratio("Term F1", right, counted);
    }

    private static void Write(Dictionary<string, (ModelScore Learned, double ByWords)> scores, MetricValue terms)
    {
        static string Cell(MetricValue value) => string.Create(CultureInfo.InvariantCulture, $"{value.Value:.000} ({value.Low:.000}–{value.High:.000})");
        ResultsPage.Write("after-sales:aspects", string.Create(CultureInfo.InvariantCulture, $"""
            ## Aspects

            `./bench after-sales --only aspects`: SemEval 2014, what is said of a given term (negative, neutral, positive), learned from the training part, judged on the given test part; intervals by bootstrap over terms. Options by cross-validation in the training parts. The sentiment of clause and sentence, one of the things that it learns from, comes from other reviews: women's clothing, and 1,207 laptop sentences of SemEval 2016 that stand in no part of 2014. A linear SVM on window n-grams reaches .685 and .771.

            | set | accuracy | macro-F1 | ECE | by lists of words alone, accuracy |
            |---|---:|---:|---:|---:|
            | laptops | {Cell(scores["laptops"].Learned["Accuracy"])} | {Cell(scores["laptops"].Learned["Macro-F1"])} | {scores["laptops"].Learned["ECE"].Value:.000} | {scores["laptops"].ByWords:.000} |
            | restaurants | {Cell(scores["restaurants"].Learned["Accuracy"])} | {Cell(scores["restaurants"].Learned["Macro-F1"])} | {scores["restaurants"].Learned["ECE"].Value:.000} | {scores["restaurants"].ByWords:.000} |

            Terms found in laptop sentences, five-fold cross-validation over sentences, whole terms: F1 {Cell(terms)}.
            """));
    }
}
