// What a shop's own site asks of a running server: a list, what came of it, how probable purchases are.
// Usage: Storefront ADDRESS USER, such as: Storefront http://127.0.0.1:8686 u17   (a closed server: its key in TAOJIN_API_KEY)
using Microsoft.Extensions.DependencyInjection;
using Taojin.Client;

var services = new ServiceCollection();
services.AddTaojinClient(new(args[0]), key: Environment.GetEnvironmentVariable("TAOJIN_API_KEY"));
await using var provider = services.BuildServiceProvider();
var shop = provider.GetRequiredService<TaojinClient>();
var user = args[1];

await shop.PutAsync([new Item("gift-box") { Title = "青瓷礼盒 celadon gift box", Category = "家居 > 茶具", Price = 199, Stock = 12 }]);
Console.WriteLine($"Found: {(await shop.SearchAsync("青瓷礼盒"))[0].Title}");

var list = await shop.RecommendAsync(new() { UserId = user, Count = 5 });
foreach (var item in list.Items)
    Console.WriteLine($"{item.Position}. {item.Title}  {string.Join("; ", item.Reasons.Select(reason => reason.Text))}");

var first = list.Items[0];
var taken = await shop.SendAsync([
    new(user, first.ItemId, "cart") { RequestId = list.RequestId, Position = first.Position, EventId = $"{list.RequestId}/cart" }, // sent twice, it counts once
    new(user, list.Items[1].ItemId, "rate") { Value = 4.5, RequestId = list.RequestId },
]);
foreach (var refused in taken.Rejected)
    Console.Error.WriteLine($"Event {refused.Index}: {refused.Code}: {refused.Message}");
var next = await shop.RecommendAsync(new() { UserId = user, Count = 5, Exclude = [.. list.Items.Select(item => item.ItemId)] });
Console.WriteLine($"After a cart: {string.Join(", ", next.Items.Select(item => item.Title))}");

try
{
    foreach (var prediction in (await shop.PredictAsync(user, count: 3)).Predictions)
        Console.WriteLine($"{prediction.Title}: {prediction.Probability:P1} to be bought");
}
catch (TaojinProblemException problem) when (problem.Code == "model.none-published")
{
    Console.WriteLine($"{problem.Detail} {problem.Remedy}");
}
