using System.Globalization;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Purchase;
using Taojin.Numerics;
using Taojin.Storage.Privacy;

namespace Taojin.Workflows;

/// <summary>A whole job at once: learns from every pair of the log that is not asked about, a day before its end, and predicts those that are.</summary>
public sealed class PredictPairs(Mine mine)
{
    private const string Algorithm = "gradient-boosting";
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>Reads pairs, learns, predicts, writes.</summary>
    /// <param name="pairs">CSV whose first two columns are user and item, with a header.</param>
    /// <param name="output">Receives user,item,probability in the order of the pairs; NaN for pairs that the log does not hold.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    public PairsResult Run(TextReader pairs, TextWriter output, FitContext context)
    {
        var log = mine.LogFor(Purposes.Analytics);
        var asked = Read(pairs, log);
        var cut = new Instant(log.End.Microseconds - Instant.PerDay);
        var options = new PurchaseRowsOptions { LookbackDays = 10_000 };
        var job = new HoldOutJob(options, mine.Features, context);
        var data = PurchaseRows.HoldOut(log, cut, Day + TimeSpan.FromMicroseconds(1), pairs => Held(asked, pairs), job);
        var model = mine.Algorithms.Estimator<LabelledTable, IProbabilityModel>(Algorithm).Fit(data.Train, context);
        var unknown = Write(asked, BySlot(data, model), data.State.Pairs, output);
        return new(Algorithm, log.Count, data.TrainPairs, data.Train.Labels.Length, data.Train.PositiveCount, asked.Count, unknown);
    }

    private static bool[] Held(List<AskedPair> asked, PairTable pairs)
    {
        var held = new bool[pairs.Count];
        foreach (var pair in asked)
            if (pairs.Find(pair.User, pair.Item) is >= 0 and var slot)
                held[slot] = true;
        return held;
    }

    /// <summary>Probabilities of the held-out pairs, by slot.</summary>
    private static double[] BySlot(PurchaseData data, IProbabilityModel model)
    {
        var (said, bySlot) = (new double[data.Test.Labels.Length], new double[data.State.Pairs.Count]);
        model.Predict(data.Test.Features, said);
        for (var row = 0; row < said.Length; row++)
            bySlot[data.State.Pairs.Find(data.Test.Users[row], data.Test.Items[row])] = said[row];
        return bySlot;
    }

    /// <summary>Writes one line a pair; gives the number of those that the log does not hold.</summary>
    private static long Write(List<AskedPair> asked, double[] bySlot, PairTable pairs, TextWriter output)
    {
        var unknown = 0L;
        output.Write("user,item,probability\n");
        foreach (var pair in asked)
        {
            var slot = pairs.Find(pair.User, pair.Item);
            unknown += slot < 0 ? 1 : 0;
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{pair.UserId},{pair.ItemId},{(slot < 0 ? double.NaN : bySlot[slot]):R}\n"));
        }
        return unknown;
    }

    private static List<AskedPair> Read(TextReader pairs, ShopLog log)
    {
        var asked = new List<AskedPair>();
        pairs.ReadLine();
        while (pairs.ReadLine() is { Length: > 0 } line)
        {
            var cells = line.AsSpan();
            var first = cells.IndexOf(',');
            if (first < 0)
                throw new TaojinException("pairs.unreadable", $"Line {asked.Count + 2} of the pairs has no comma: {line}", "Write one pair a line: user,item");
            var rest = cells[(first + 1)..];
            var second = rest.IndexOf(',');
            var userId = cells[..first];
            var itemId = second < 0 ? rest : rest[..second];
            var (user, item) = (log.Users.IndexOf(userId), log.Items.Ids.IndexOf(itemId));
            asked.Add(new(user < 0 ? userId.ToString() : log.Users.IdAt(user), item < 0 ? itemId.ToString() : log.Items.Ids.IdAt(item), user, item));
        }
        return asked;
    }

    private readonly record struct AskedPair(string UserId, string ItemId, int User, int Item);
}

/// <summary>What a job on pairs did.</summary>
/// <param name="Algorithm">The model.</param>
/// <param name="Events">Events of the log.</param>
/// <param name="TrainPairs">Pairs that could be learned from.</param>
/// <param name="TrainRows">Rows after negatives were down-sampled.</param>
/// <param name="TrainPositives">Rows that were bought.</param>
/// <param name="Predicted">Pairs that were asked about.</param>
/// <param name="Unknown">Of them, pairs that the log does not hold before the cut.</param>
public sealed record PairsResult(string Algorithm, long Events, long TrainPairs, long TrainRows, long TrainPositives, long Predicted, long Unknown);
