namespace Taojin.Mining.Marketing.Budget;

/// <summary>What every user takes when money has a price.</summary>
internal static class OfferAuction
{
    /// <summary>The offer of most profit − price·cost; ties go to the cheaper, then to the first. No offer earns 0.</summary>
    public static int Best(OfferChoices choices, int user, double price, out double value)
    {
        var (best, start) = (-1, user * choices.Offers);
        value = 0;
        for (var offer = 0; offer < choices.Offers; offer++)
        {
            var worth = choices.Profit[start + offer] - (price * choices.Cost[start + offer]);
            if (worth > value || (worth == value && best >= 0 && choices.Cost[start + offer] < choices.Cost[start + best]))
                (best, value) = (offer, worth);
        }
        return best;
    }

    /// <summary>All users' offers at a price, what they cost and what they are worth.</summary>
    public static (int[] Offer, double Cost, double Value) At(OfferChoices choices, double price)
    {
        var (offer, cost, value) = (new int[choices.Users], 0.0, 0.0);
        for (var user = 0; user < offer.Length; user++)
        {
            offer[user] = Best(choices, user, price, out var worth);
            (cost, value) = (cost + CostOf(choices, user, offer[user]), value + worth);
        }
        return (offer, cost, value);
    }

    public static double CostOf(OfferChoices choices, int user, int offer) => offer < 0 ? 0 : choices.Cost[(user * choices.Offers) + offer];

    private static double ProfitOf(OfferChoices choices, int user, int offer) => offer < 0 ? 0 : choices.Profit[(user * choices.Offers) + offer];

    /// <summary>Two prices, one at which the budget suffices and one at which it does not, brought together.</summary>
    internal sealed class Search
    {
        private readonly OfferChoices _choices;
        private int[] _undecided;
        private int[] _dear; // offers of the undecided at the low price, which cost too much
        private int[] _fit; // and at the high price, which do not
        private double _low, _high, _decidedCost, _decidedProfit;

        public Search(OfferChoices choices, (int[] Offer, double Cost, double Value) free)
        {
            _choices = choices;
            _undecided = [.. Enumerable.Range(0, choices.Users).Where(user => free.Offer[user] >= 0)];
            _dear = [.. _undecided.Select(user => free.Offer[user])];
            _fit = [.. _undecided.Select(_ => -1)];
            Feasible = new int[choices.Users];
            Array.Fill(Feasible, -1);
            _high = Dearest();
            Bound = free.Value;
        }

        /// <summary>Offers that fit the budget.</summary>
        public int[] Feasible { get; }

        /// <summary>What they cost.</summary>
        public double FeasibleCost => _decidedCost + _undecided.Select((user, place) => CostOf(_choices, user, _fit[place])).Sum();

        /// <summary>Least upper bound found.</summary>
        public double Bound { get; private set; }

        /// <summary>The price of money between the two.</summary>
        public double Price => (_low + _high) / 2;

        public bool CanNarrow => _undecided.Length > 1 && _high - _low > 1e-12 * _high;

        /// <summary>Users whose offer depends on the price still, with what they would take at the lower one.</summary>
        public IEnumerable<(int User, int Offer)> Undecided => _undecided.Zip(_dear);

        /// <summary>Tries the middle; sets aside users who take the same at both ends.</summary>
        public void Narrow()
        {
            var (price, cost, profit) = (Price, _decidedCost, _decidedProfit);
            var middle = new int[_undecided.Length];
            for (var place = 0; place < middle.Length; place++)
            {
                var user = _undecided[place];
                middle[place] = Best(_choices, user, price, out _);
                (cost, profit) = (cost + CostOf(_choices, user, middle[place]), profit + ProfitOf(_choices, user, middle[place]));
            }
            Bound = Math.Min(Bound, profit + (price * (_choices.Budget - cost)));
            if (cost <= _choices.Budget)
                (_high, _fit) = (price, middle);
            else
                (_low, _dear) = (price, middle);
            SetAside();
        }

        private void SetAside()
        {
            var kept = 0;
            for (var place = 0; place < _undecided.Length; place++)
            {
                var user = _undecided[place];
                Feasible[user] = _fit[place];
                if (_fit[place] == _dear[place])
                    (_decidedCost, _decidedProfit) = (_decidedCost + CostOf(_choices, user, _fit[place]), _decidedProfit + ProfitOf(_choices, user, _fit[place]));
                else
                    (_undecided[kept], _fit[kept], _dear[kept], kept) = (user, _fit[place], _dear[place], kept + 1);
            }
            (_undecided, _fit, _dear) = (_undecided[..kept], _fit[..kept], _dear[..kept]);
        }

        /// <summary>A price at which nobody takes anything that costs.</summary>
        private double Dearest()
        {
            var dearest = 0.0;
            for (var cell = 0; cell < _choices.Profit.Length; cell++)
                if (_choices.Profit[cell] > 0 && _choices.Cost[cell] > 0)
                    dearest = Math.Max(dearest, _choices.Profit[cell] / _choices.Cost[cell]);
            for (var place = 0; place < _undecided.Length; place++)
                _fit[place] = Best(_choices, _undecided[place], dearest * 2, out _);
            return dearest * 2;
        }
    }
}
