// Who will buy what? From a behaviour log to probabilities with reasons.
// Usage: PurchasePrediction SOURCE SHOP [USER], such as: PurchasePrediction taobao:UserBehavior.csv my-shop
using Taojin.Storage;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

var clock = new ShiftedClock(TimeProvider.System);
using var mine = Mine.Init(folder: args[1], clock: clock);
mine.Workspace.Log.Import(SourceRequest.Parse(args[0]));
var prepared = new Prepare(mine).Run();
clock.StartAt(prepared.Log.End.ToDateTimeOffset()); // a log of another year is answered as if its end were now
foreach (var model in Train.Run(mine, prepared, new(), "purchase").SelectMany(run => run.Models))
    Console.WriteLine($"{model.Title}: {model.Metrics[0].Name} {model.Metrics[0].Value:0.000}. {model.Gate.Text}");
new Publish(mine).RunBest("purchase");

var shop = LiveShop.Open(mine, prepared.Log);
var user = args.ElementAtOrDefault(2) ?? prepared.Log.Users.IdAt(prepared.Log.User[^1]);
foreach (var answer in shop.Predict(new(user)).Predictions)
    Console.WriteLine($"{answer.Probability:P1}  {answer.Title}  {string.Join("; ", answer.Reasons.Select(reason => reason.Text))}");
