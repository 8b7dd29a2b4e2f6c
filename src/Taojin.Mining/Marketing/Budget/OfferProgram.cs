using Google.OrTools.LinearSolver;

namespace Taojin.Mining.Marketing.Budget;

/// <summary>The plan as a linear program of OR-Tools: a variable for each offer to each user, in whole numbers or relaxed.</summary>
internal sealed class OfferProgram : IDisposable
{
    public const string Relaxed = "CLP", Whole = "SCIP";
    private const double NearlyWhole = 1e-6;
    private readonly OfferChoices _choices;
    private readonly int[]? _fixed;
    private readonly Solver _solver;
    private readonly Constraint _budget;
    private readonly List<(int User, int Offer, Variable Taken)> _variables = [];

    /// <param name="choices">Who could be offered what.</param>
    /// <param name="limits">Rules beside the budget.</param>
    /// <param name="solver">One of the two constants.</param>
    /// <param name="known">Offers that stand, but for the users named; null when all are open.</param>
    public OfferProgram(OfferChoices choices, IReadOnlyList<OfferLimit> limits, string solver, (int[] Offer, HashSet<int> Open)? known = null)
    {
        (_choices, _fixed, _solver) = (choices, known?.Offer, Solver.CreateSolver(solver));
        _ = _solver.SetSolverSpecificParametersAsString(solver == Whole ? "limits/gap = 0.00001" : "");
        var taken = Enumerable.Range(0, choices.Users).Where(user => known is { } each && !each.Open.Contains(user) && each.Offer[user] >= 0).Select(user => (user, known!.Value.Offer[user])).ToArray();
        double Weight(int user, int offer) => choices.Cost[(user * choices.Offers) + offer];
        var spent = taken.Sum(each => Weight(each.user, each.Item2));
        _budget = _solver.MakeConstraint(double.NegativeInfinity, choices.Budget - spent);
        var rows = limits.Select(limit => (limit.Weight, Row: Row(limit, taken.Sum(each => limit.Weight(each.user, each.Item2))))).Append((Weight, _budget)).ToArray();
        for (var user = 0; user < choices.Users; user++)
            if (known is not { } each || each.Open.Contains(user))
                AddUser(user, rows);
        _solver.Objective().SetMaximization();
    }

    /// <summary>Value of the program: a bound when relaxed.</summary>
    public double Value => _solver.Objective().Value();

    /// <summary>What one more unit of budget would bring; of the relaxed program only.</summary>
    public double ShadowPrice => Math.Max(0, _budget.DualValue());

    /// <summary>False when no plan keeps all rules.</summary>
    public bool Solve() => _solver.Solve() is Solver.ResultStatus.OPTIMAL or Solver.ResultStatus.FEASIBLE;

    /// <summary>Offer of each user, −1 for none.</summary>
    /// <param name="undecided">Users whose offer is not whole.</param>
    public int[] Offers(out HashSet<int> undecided)
    {
        var offer = _fixed?.ToArray() ?? [.. Enumerable.Repeat(-1, _choices.Users)];
        foreach (var (user, _, _) in _variables)
            offer[user] = -1;
        undecided = [];
        foreach (var (user, each, taken) in _variables)
            if (taken.SolutionValue() is var share && share > 1 - NearlyWhole)
                offer[user] = each;
            else if (share > NearlyWhole)
                undecided.Add(user);
        return offer;
    }

    public void Dispose() => _solver.Dispose();

    private Constraint Row(OfferLimit limit, double done) => _solver.MakeConstraint(limit.Least - done, limit.Most - done);

    private void AddUser(int user, (Func<int, int, double> Weight, Constraint Row)[] rows)
    {
        var one = _solver.MakeConstraint(double.NegativeInfinity, 1);
        for (var offer = 0; offer < _choices.Offers; offer++)
        {
            if (!double.IsFinite(_choices.Profit[(user * _choices.Offers) + offer]))
                continue;
            var taken = _solver.MakeVar(0, 1, _solver.IsMip(), "");
            _variables.Add((user, offer, taken));
            _solver.Objective().SetCoefficient(taken, _choices.Profit[(user * _choices.Offers) + offer]);
            one.SetCoefficient(taken, 1);
            foreach (var (weight, row) in rows)
                if (weight(user, offer) is var part && part != 0)
                    row.SetCoefficient(taken, part);
        }
    }
}
