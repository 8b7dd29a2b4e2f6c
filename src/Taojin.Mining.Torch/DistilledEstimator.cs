using Taojin.Data;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Torch;

/// <summary>Fits the network of <see cref="Distilled"/>.</summary>
public sealed class DistilledEstimator : IFits<DistilledOptions>, IEstimator<LabelledTable, MlpModel>, ICombinesAlgorithms
{
    private readonly DistilledOptions _options;
    private readonly Algorithms _algorithms;

    /// <summary>Teachers are found among all algorithms that can be fitted here.</summary>
    public DistilledEstimator(DistilledOptions options)
        : this(options, new Algorithms(typeof(DistilledEstimator).Assembly))
    {
    }

    private DistilledEstimator(DistilledOptions options, Algorithms algorithms) => (_options, _algorithms) = (options.Validated(), algorithms);

    /// <inheritdoc />
    public object With(Algorithms algorithms) => new DistilledEstimator(_options, algorithms);

    /// <inheritdoc />
    /// <exception cref="TaojinException">A teacher is unknown, is this algorithm itself, or says no probabilities.</exception>
    public MlpModel Fit(LabelledTable data, FitContext context)
    {
        data.RequireBothOutcomes();
        var teachers = _options.Teachers.Select(Teacher).ToArray();
        var said = new double[data.Labels.Length];
        for (var half = 0; half < 2; half++)
        {
            int[] learned = [.. Enumerable.Range(0, said.Length).Where(row => row % 2 != half)], asked = [.. Enumerable.Range(0, said.Length).Where(row => row % 2 == half)];
            var (lesson, questions) = (Part(data, learned), data.Features.Pick(asked));
            foreach (var teacher in teachers)
                AddLogits(teacher.Fit(lesson, context with { Progress = null }), questions, asked, said);
        }
        var targets = new float[said.Length];
        for (var row = 0; row < targets.Length; row++) // the log-odds of the whole population, brought back to the down-sampled rows
            targets[row] = (float)((_options.TeacherShare / (1 + Math.Exp(-(said[row] / teachers.Length) + Math.Log(data.NegativesKept)))) + ((1 - _options.TeacherShare) * (data.Labels[row] ? 1 : 0)));
        var student = new MlpOptions { Layers = _options.Layers, Epochs = _options.Epochs, BatchSize = _options.BatchSize, LearningRate = _options.LearningRate, Precision = _options.Precision };
        return new MlpEstimator(student).Fit(data, targets, context);
    }

    private IEstimator<LabelledTable, IProbabilityModel> Teacher(string name)
    {
        var card = _algorithms[name];
        return card.Options != typeof(DistilledOptions) && typeof(IProbabilityModel).IsAssignableFrom(card.Model) && _algorithms.CanTrain(card)
            ? _algorithms.Estimator<LabelledTable, IProbabilityModel>(name)
            : throw new TaojinException("distilled.teacher", $"'{name}' cannot teach: it says no probabilities, or cannot be fitted here.", $"Learn from such as: {string.Join(", ", new DistilledOptions().Teachers)}.");
    }

    private static LabelledTable Part(LabelledTable data, int[] rows) => new()
    {
        Features = data.Features.Pick(rows), Labels = Array.ConvertAll(rows, row => data.Labels[row]), NegativesKept = data.NegativesKept, Validation = data.Validation,
    };

    private static void AddLogits(IProbabilityModel teacher, FeatureTable questions, int[] rows, double[] sums)
    {
        var said = new double[rows.Length];
        teacher.Predict(questions, said);
        for (var place = 0; place < rows.Length; place++)
            sums[rows[place]] += Math.Log(Math.Max(1e-9, said[place]) / Math.Max(1e-9, 1 - said[place]));
    }
}
