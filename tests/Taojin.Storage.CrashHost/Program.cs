using System.Globalization;
using Taojin.Data;
using Taojin.Storage;
using Taojin.Storage.CrashHost;

// Arguments: workspace folder, file to import, number of the round; or workspace folder and "publish", "promote", "rotate", or "erase" and a user, or "task" and its id.
// Every line on stdout is a moment at which the parent may kill.
if (args is [var home, "publish"])
{
    Publishing.Run(home, Say);
    return;
}
if (args is [var shopHome, "promote"])
{
    Promoting.Run(shopHome, Say);
    return;
}
if (args is [var erased, "erase", var person])
{
    Erasing.Run(erased, person, Say);
    return;
}
if (args is [var named, "rotate"])
{
    Rotating.Run(named, Say);
    return;
}
if (args is [var working, "task", var task])
{
    using var server = Workspace.Open(working, TimeProvider.System);
    server.Tasks.Put(task, "{}");
    Say("under way");
    Console.In.ReadLine(); // until it is killed
    return;
}
var (folder, file, round) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
using var shop = Workspace.Open(folder, TimeProvider.System);
Say("opened");
AppendBatches(0, 4);
var receipt = shop.Log.Import(SourceRequest.Parse(file), new Told(), CancellationToken.None);
Say($"imported {receipt.Accepted}");
AppendBatches(4, 12);
Say("done");

void AppendBatches(int from, int to)
{
    for (var batch = from; batch < to; batch++)
    {
        shop.Log.Append([.. Enumerable.Range(0, 5).Select(place => new NewEvent
        {
            EventId = $"{round}-{batch}-{place}",
            UserId = $"live-{round}-{batch}",
            ItemId = $"item-{place}",
            Kind = EventKind.View,
            Time = Instant.OfSeconds(1_600_000_000 + place),
        })]);
        Say($"appended {batch}");
    }
}

static void Say(string line)
{
    Console.Out.WriteLine(line);
    Console.Out.Flush();
}
