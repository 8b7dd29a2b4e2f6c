// What to show each visitor? A list with reasons that changes with the visitor's next click.
// Usage: Recommend SOURCE SHOP [USER], such as: Recommend taobao:UserBehavior.csv my-shop
using Taojin.Data;
using Taojin.Storage;
using Taojin.Workflows;
using Taojin.Workflows.Serving;

var clock = new ShiftedClock(TimeProvider.System);
using var mine = Mine.Init(folder: args[1], clock: clock);
mine.Workspace.Log.Import(SourceRequest.Parse(args[0]));
var prepared = new Prepare(mine).Run();
clock.StartAt(prepared.Log.End.ToDateTimeOffset()); // a log of another year is answered as if its end were now
foreach (var model in Train.Run(mine, prepared, new(), "recommend").SelectMany(run => run.Models))
    Console.WriteLine($"{model.Title}: {model.Metrics[0].Name} {model.Metrics[0].Value:0.000}. {model.Gate.Text}");
new Publish(mine).RunBest("recommend");

var shop = LiveShop.Open(mine, prepared.Log);
var user = args.ElementAtOrDefault(2) ?? prepared.Log.Users.IdAt(prepared.Log.User[^1]);
var list = shop.Recommend(new(user, Count: 5));
foreach (var item in list.Items)
    Console.WriteLine($"{item.Position}. {item.Title}  {string.Join("; ", item.Reasons.Select(reason => reason.Text))}");

shop.Observe([new() { UserId = user, ItemId = list.Items[0].ItemId, Kind = EventKind.Cart, Time = mine.Now, RequestId = list.RequestId }]);
Console.WriteLine($"After a cart: {string.Join(", ", shop.Recommend(new(user, Count: 5)).Items.Select(item => item.Title))}");
