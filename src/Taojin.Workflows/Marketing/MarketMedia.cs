using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Marketing.Channels;

namespace Taojin.Workflows.Marketing;

/// <summary>What each marketing channel brings: by contacts before purchases, and by weeks of spending.</summary>
public sealed class MarketMedia(Mine mine)
{
    private const int MostChannels = 16, StepsToNow = 6;

    /// <summary>Attribution from contacts of the log, and a media mix where spending is known for enough weeks.</summary>
    /// <param name="windowDays">Days that a contact counts before a purchase.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    /// <exception cref="TaojinException">media.nothing: no contact has a channel and no spending is known.</exception>
    public MediaReport Run(int windowDays, FitContext context)
    {
        var (contacts, orders) = (mine.Workspace.Trade.Exposures().Where(contact => contact.Channel is not null && !PlanFiles.IsHoldout(contact.Arm)).ToArray(), mine.Workspace.Trade.Orders());
        string[] channels = [.. contacts.Select(contact => contact.Channel!).GroupBy(channel => channel).OrderByDescending(group => group.Count()).Take(MostChannels).Select(group => group.Key)];
        var spend = MediaSpend.Of(mine, contacts, orders);
        if (channels.Length == 0 && spend is null)
            throw new TaojinException("media.nothing", "No contact of the log names a channel, and no campaign its channel, cost and dates.",
                "Import contacts or campaigns with these columns: ./taojin import csv:EXPOSURES.csv");
        var credit = channels.Length == 0 ? [] : Attribution.Of(Journeys(contacts, channels, orders, TimeSpan.FromDays(windowDays)), channels.Length);
        return new() { Channels = channels, WindowDays = windowDays, Attribution = credit, Mix = spend is null ? null : Mix(spend, context) };
    }

    private static MixReport? Mix(MediaTable spend, FitContext context)
    {
        if (spend.Weeks < 4 * (spend.Channels.Count + spend.Controls.Length))
            return null; // too few weeks: the report says so
        var model = new MediaMix(new()).Fit(spend, context);
        var now = spend.Spend.Select(each => each.Average()).ToArray();
        var split = MediaSplit.Of(model, now.Sum(), [.. now.Select(each => (each * 0.5, each * 1.5))]);
        return new(spend.Weeks, model.Contributions, now, split.Spend, split.Sales - now.Select((each, channel) => model.ResponseAt(channel, each).Value).Sum())
        {
            Responses = [.. now.Select((each, channel) => (IReadOnlyList<SpendResponse>)[.. Enumerable.Range(0, (2 * StepsToNow) + 1).Select(step => Response(model, channel, each * step / StepsToNow))])],
        };
    }

    private static SpendResponse Response(MediaMixModel model, int channel, double spend)
    {
        var sales = model.ResponseAt(channel, spend);
        return new(spend, sales.Value, sales.Low, sales.High);
    }

    /// <summary>Each user's contacts before each purchase, or up to the end without one.</summary>
    private static List<Journey> Journeys(Exposure[] contacts, string[] channels, OrderLog orders, TimeSpan window)
    {
        var place = channels.Index().ToDictionary(each => each.Item, each => each.Index);
        var byUser = contacts.Where(contact => place.ContainsKey(contact.Channel!)).GroupBy(contact => contact.User).ToDictionary(group => group.Key, group => group.OrderBy(contact => contact.Time).ToArray());
        var bought = Enumerable.Range(0, orders.Count).GroupBy(order => orders.User[order]).ToDictionary(group => group.Key, group => group.ToArray());
        var journeys = new List<Journey>();
        foreach (var user in byUser.Keys.Union(bought.Keys).Order())
        {
            var (mine, done) = (byUser.GetValueOrDefault(user) ?? [], 0);
            foreach (var order in bought.GetValueOrDefault(user) ?? [])
            {
                var time = orders.Time[order];
                var before = mine.Skip(done).TakeWhile(contact => contact.Time <= time).ToArray();
                done += before.Length;
                journeys.Add(new([.. before.Where(contact => contact.Time >= time - window).Select(contact => place[contact.Channel!])], Math.Max(0.01, orders.ValueOf(order))));
            }
            if (done < mine.Length)
                journeys.Add(new([.. mine.Skip(done).Select(contact => place[contact.Channel!])], 0));
        }
        return journeys;
    }
}

/// <summary>What channels bring.</summary>
public sealed record MediaReport
{
    /// <summary>Channels of the contacts, those with most first.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>Days that a contact counts before a purchase.</summary>
    public required int WindowDays { get; init; }

    /// <summary>Money given to each channel by each rule: none of them proves what a channel causes.</summary>
    public required IReadOnlyList<ChannelCredit> Attribution { get; init; }

    /// <summary>What weeks of spending say; null when it is not known for enough weeks.</summary>
    public MixReport? Mix { get; init; }
}

/// <summary>What weeks of spending say.</summary>
/// <param name="Weeks">Weeks that were looked at.</param>
/// <param name="Channels">What each channel brought; intervals hold with 90 %.</param>
/// <param name="SpendNow">Mean spending a week.</param>
/// <param name="BestSpend">Best split of the same money within ±50 % of each channel.</param>
/// <param name="Gain">Sales a week that the best split would bring beyond those of now.</param>
public sealed record MixReport(int Weeks, IReadOnlyList<ChannelContribution> Channels, IReadOnlyList<double> SpendNow, IReadOnlyList<double> BestSpend, double Gain)
{
    /// <summary>What each channel brings at spendings from nothing to twice those of now: where it saturates.</summary>
    public IReadOnlyList<IReadOnlyList<SpendResponse>> Responses { get; init; } = [];
}

/// <summary>Sales a week at a steady spending.</summary>
/// <param name="Spend">Spending a week.</param>
/// <param name="Sales">Sales a week.</param>
/// <param name="Low">Lower end of the 90 % interval.</param>
/// <param name="High">Upper end.</param>
public sealed record SpendResponse(double Spend, double Sales, double Low, double High);
