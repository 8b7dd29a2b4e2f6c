using System.Globalization;
using System.Net;
using System.Text.Json;
using Taojin.Quality.Frame;

namespace Taojin.Quality.Live;

/// <summary>A load in a process of its own, so that its memory and its pauses are not the server's.</summary>
internal static class LoadChild
{
    /// <summary>Runs a load against a server and prints what it came to.</summary>
    public static async Task<int> Run(string[] given)
    {
        var wish = JsonSerializer.Deserialize<LoadWish>(given[0])!;
        var load = wish.Load();
        var result = await new HttpLoad(new(IPAddress.Loopback, wish.Port), wish.Connections, wish.MostPerSecond).Run(load, wish.WarmSeconds, wish.Seconds);
        Console.Out.WriteLine(JsonSerializer.Serialize(new LoadReport(result, (load as EventLoad)?.AcknowledgedEvents ?? 0)));
        return 0;
    }

    /// <summary>Starts one; the task ends with it.</summary>
    public static async Task<LoadReport> Start(LoadWish wish)
    {
        var output = await Task.Run(() => MeasuredProcess.Run(Environment.ProcessPath!, ["--load", JsonSerializer.Serialize(wish)]).Output);
        return JsonSerializer.Deserialize<LoadReport>(output)!;
    }
}

/// <summary>A load that is wanted.</summary>
internal sealed record LoadWish(string Kind, int Port, int Connections)
{
    public double WarmSeconds { get; init; } = 3;
    public double Seconds { get; init; } = 15;
    public double MostPerSecond { get; init; }
    public int EventsAPost { get; init; } = 100;
    public int Users { get; init; } = 100_000;
    public int Items { get; init; } = 20_000;
    public string Path { get; init; } = "/";

    public ILoad Load() => Kind switch
    {
        "events" => new EventLoad(Connections, EventsAPost, (Users, Items)),
        _ => throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"No load '{Kind}'.")),
    };
}

/// <summary>What came of a load.</summary>
internal sealed record LoadReport(LoadResult Result, long AcknowledgedEvents);
