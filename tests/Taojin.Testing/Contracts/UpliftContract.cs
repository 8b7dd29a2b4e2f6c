using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Testing.Contracts;

/// <summary>What every learner of effects promises.</summary>
/// <param name="name">The learner, for messages.</param>
/// <param name="create">Makes it.</param>
public sealed class UpliftContract(string name, Func<IEstimator<ExperimentTable, IUpliftModel>> create)
{
    /// <summary>Checks all of it.</summary>
    /// <exception cref="ContractBrokenException">A promise does not hold.</exception>
    public void Check()
    {
        FindsEffects(isYesNo: false, unit: 1);
        FindsEffects(isYesNo: true, unit: 0.3);
        ThreadsAndSecondFitsChangeNothing();
        NeedsEveryArm();
        TakesGaps();
        Cancels();
    }

    private static double[] Answers(IUpliftModel model, ExperimentTable data)
    {
        var said = new DenseRows(data.RowCount, data.Arms.Count);
        model.Predict(data.Features, said);
        return Array.ConvertAll(said.Values, value => (double)value);
    }

    private void FindsEffects(bool isYesNo, double unit)
    {
        var test = KnownEffects.Of(2000, isYesNo, seed: 9);
        var said = Answers(create().Fit(KnownEffects.Of(12_000, isYesNo), new()), test);
        double strong = 0, weak = 0, flat = 0, strongs = 0;
        for (var person = 0; person < test.RowCount; person++)
        {
            flat += said[(person * 2) + 1];
            if (test.Features.Values[person][1] > 0)
                (strong, strongs) = (strong + said[person * 2], strongs + 1);
            else
                weak += said[person * 2];
        }
        (strong, weak, flat) = (strong / strongs / unit, weak / (test.RowCount - strongs) / unit, flat / test.RowCount / unit);
        ContractBrokenException.Unless(Math.Abs(flat - 0.5) < 0.15, $"{name}: arm B does 0.5 for everybody; it says {flat:0.00}.");
        ContractBrokenException.Unless(strong > 0.6 && weak < 0.4, $"{name}: arm A does 1 for half of the people and 0 for the others; it says {strong:0.00} and {weak:0.00}.");
    }

    private void ThreadsAndSecondFitsChangeNothing()
    {
        var (learner, data) = (create(), KnownEffects.Of(1500, isYesNo: true, seed: 3));
        learner.Fit(KnownEffects.Of(1500, isYesNo: true, seed: 4), new() { Seed = 5, Threads = 1 });
        var (again, alone) = (Answers(learner.Fit(data, new() { Seed = 5, Threads = 4 }), data), Answers(create().Fit(data, new() { Seed = 5, Threads = 1 }), data));
        ContractBrokenException.Unless(again.AsSpan().SequenceEqual(alone), $"{name}: threads or an earlier fit changed the answers.");
    }

    private void NeedsEveryArm()
    {
        var data = KnownEffects.Of(300, isYesNo: true);
        try
        {
            create().Fit(data.Pick([.. Enumerable.Range(0, data.RowCount).Where(person => data.Arm[person] != 2)]), new());
        }
        catch (TooLittleDataException said)
        {
            ContractBrokenException.Unless(said.Message.Contains("'B'", StringComparison.Ordinal), $"{name}: the message does not name the arm: {said.Message}");
            return;
        }
        throw new ContractBrokenException($"{name}: learned an arm without people.");
    }

    private void TakesGaps()
    {
        var model = create().Fit(KnownEffects.Of(1500, isYesNo: false), new());
        var said = new DenseRows(1, 2);
        model.Predict(new(["x0", "x1", "x2"], new DenseRows(1, 3, [float.NaN, float.NaN, float.NaN])), said);
        ContractBrokenException.Unless(said.Values.All(float.IsFinite), $"{name}: a person of whom nothing is known has no effect.");
    }

    private void Cancels()
    {
        try
        {
            create().Fit(KnownEffects.Of(1500, isYesNo: false), new() { Cancellation = new(canceled: true) });
        }
        catch (OperationCanceledException)
        {
            return;
        }
        throw new ContractBrokenException($"{name}: cancellation was not heard.");
    }
}
