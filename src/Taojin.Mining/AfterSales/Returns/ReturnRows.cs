using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.AfterSales.Returns;

/// <summary>How rows of return risk are made.</summary>
public sealed record ReturnRowsOptions
{
    /// <summary>A line counts as returned when units of it come back within so long.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Share of the log's span that models are judged on, at its end before the horizon.</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>Share of the log's span before the test that decides when to stop and calibrates.</summary>
    public double ValidationShare { get; init; } = 0.15;
}

/// <summary>Order lines as rows: what was known when they were ordered, and whether they came back within the horizon.</summary>
/// <remarks>
/// Split by time. What is judged was ordered in the last part of the log that the horizon leaves whole; the outcome of every training row
/// was known before the first test order: rows whose horizon reaches into the test are left out.
/// </remarks>
public sealed class ReturnRows
{
    private ReturnRows(LabelledTable train, float[] validationValues, ReturnTest test, Instant testFrom) =>
        (Train, ValidationValues, Test, TestFrom) = (train, validationValues, test, testFrom);

    /// <summary>Rows to learn from, with later ones for stopping and calibration.</summary>
    public LabelledTable Train { get; }

    /// <summary>What the validation lines cost, shape [validation rows]; a threshold is chosen by it.</summary>
    public IReadOnlyList<float> ValidationValues { get; }

    /// <summary>Rows to judge by.</summary>
    public ReturnTest Test { get; }

    /// <summary>When the test begins.</summary>
    public Instant TestFrom { get; }

    /// <summary>Replays the log and makes the rows.</summary>
    /// <exception cref="TooLittleDataException">The log is shorter than three horizons.</exception>
    public static ReturnRows Build(ShopLog log, ReturnRowsOptions options, ShopCalendar calendar)
    {
        if (log.End - log.Start < options.Horizon * 3)
            throw new TooLittleDataException($"The log spans {(log.End - log.Start).TotalDays:0} days; return risk needs three times {options.Horizon.TotalDays:0}.", $"日志跨度 {(log.End - log.Start).TotalDays:0} 天；退货风险需要 {options.Horizon.TotalDays:0} 天的三倍。");
        var (rows, matches) = (Read(log, calendar), ReturnMatches.Of(log));
        var (span, testEnd) = (log.End - log.Start, log.End - options.Horizon);
        var testFrom = testEnd - (span * options.TestShare);
        var known = testFrom - options.Horizon;
        var validationFrom = known - (span * options.ValidationShare);
        bool Came(int place) => matches.ReturnedAt[place] < log.Time[place] + options.Horizon;
        LabelledTable Part(Instant from, Instant to, LabelledTable? later) => Table(rows, log, (from, to), Came, later);
        var test = Part(testFrom, testEnd, null);
        int[] Places(Instant from, Instant to) => [.. Within(rows.Places, log, (from, to)).Select(row => rows.Places[row])];
        return new(
            Part(Instant.Earliest, validationFrom, Part(validationFrom, known, null)),
            [.. Places(validationFrom, known).Select(place => Value(log[place]))],
            new(test.Features, test.Labels, [.. Places(testFrom, testEnd).Select(place => log.User[place])], [.. Places(testFrom, testEnd).Select(place => Value(log[place]))]),
            testFrom);
    }

    private static float Value(ShopEvent bought) => float.IsNaN(bought.Price) ? 0 : bought.Price * bought.Quantity;

    private static (DenseRows Values, List<int> Places) Read(ShopLog log, ShopCalendar calendar)
    {
        var (places, history) = (new List<int>(), new ReturnHistory(log.Items, calendar));
        var values = new DenseRows(Enumerable.Range(0, log.Count).Count(place => log.Kind[place] == EventKind.Purchase && log.Item[place] >= 0), ReturnHistory.Columns.Count);
        ReturnReplay.Run(log, history, (order, lines) =>
        {
            for (var line = 0; line < lines.Count; line++)
            {
                history.Read(order, order.Lines[line], values[places.Count]);
                places.Add(lines[line]);
            }
        });
        return (values, places);
    }

    private static int[] Within(List<int> places, ShopLog log, (Instant From, Instant To) part) =>
        [.. Enumerable.Range(0, places.Count).Where(row => log.Time[places[row]] >= part.From && log.Time[places[row]] < part.To)];

    private static LabelledTable Table((DenseRows Values, List<int> Places) rows, ShopLog log, (Instant From, Instant To) part, Func<int, bool> came, LabelledTable? later)
    {
        var picked = Within(rows.Places, log, part);
        return new()
        {
            Features = new FeatureTable([.. ReturnHistory.Columns.Select(column => column.Name)], rows.Values).Pick(picked),
            Labels = [.. picked.Select(row => came(rows.Places[row]))],
            Validation = later,
        };
    }
}

/// <summary>Lines that models are judged by.</summary>
/// <param name="Features">What was known when they were ordered.</param>
/// <param name="Labels">Whether they came back within the horizon, shape [rows].</param>
/// <param name="Users">Whose they are, shape [rows].</param>
/// <param name="Values">What they cost, shape [rows].</param>
public sealed record ReturnTest(FeatureTable Features, bool[] Labels, int[] Users, float[] Values);
