using System.Globalization;
using Taojin.Mining.AfterSales.Opinions;
using Taojin.Mining.Learning;
using Taojin.Mining.Text;
using Taojin.Quality.Frame;

namespace Taojin.Quality.AfterSales;

/// <summary>How long 100,000 reviews take through sentiment and aspects on two cores.</summary>
internal sealed class ReviewSpeedPart : IAfterSalesPart
{
    private const int Count = 100_000, Threads = 2;

    public string Name => "review-speed";

    public void Run(BenchmarkRun run)
    {
        if (run.Data("online-shopping-10-cats/online_shopping_10_cats.zip") is not { } shopping || run.Data("womens-clothing-reviews/Womens_Clothing_E-Commerce_Reviews.csv.zip") is not { } clothing)
            return;
        var (zh, en, context) = (ReviewSets.Shopping(shopping), ReviewSets.Clothing(clothing), new FitContext { Threads = Threads });
        var model = new Sentiment(new()).Fit(zh.Train, context);
        TopicText[] pool = [.. ReviewSets.WithoutTopics(zh.Train).Inputs, .. zh.Test.Inputs, .. en.Train.Inputs, .. en.Test.Inputs];
        var (miner, praised, said) = (new AspectMiner(model), new double[Count], new int[Count]);
        var start = TimeProvider.System.GetTimestamp();
        context.ForEachRow(Count, () => new double[2], (row, probabilities) =>
        {
            model.Predict(pool[row % pool.Length], probabilities);
            praised[row] = probabilities[1];
            said[row] = miner.Mine(pool[row % pool.Length]).Count;
        });
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        run.Add(new("reviews.100k.seconds", seconds, "s", "lower"));
        run.Add(new("reviews.100k.opinions", said.Sum(), "", "higher"));
        ResultsPage.Write("after-sales:review-speed", string.Create(CultureInfo.InvariantCulture, $"""
            ## Reading 100,000 reviews

            `./bench after-sales --only review-speed`: the 62,774 Chinese and 22,642 English reviews in turn, kinds of product guessed, through sentiment and aspects (lists of words, and the sentiment for sentences without them) on two threads: {seconds:0.0} s, {said.Sum():#,0} opinions of aspects.
            """));
    }
}
