using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Quality.Frame;
using Taojin.Quality.Live;
using Taojin.Quality.Speed;

NativeThreads.WaitPassively();
if (args is ["--measure", var report, .. var command])
    return MeasuredProcess.RunInside(report, command);
if (args is ["--load", .. var wish])
    return await LoadChild.Run(wish);
if (args is ["--bare", var port])
{
    BareServer.Run(port);
    return 0;
}
if (args is ["--crash", var act, var shop, .. var who])
    return CrashChild.Run(act, shop, who.FirstOrDefault());
if (args is ["--child", var work, .. var given])
    return SpeedChild.Run(work, given);

var benchmarks = typeof(IBenchmark).Assembly.GetTypes()
    .Where(type => type.IsAssignableTo(typeof(IBenchmark)) && !type.IsInterface)
    .Select(type => (IBenchmark)Activator.CreateInstance(type)!)
    .OrderBy(benchmark => benchmark.Name, StringComparer.Ordinal)
    .ToArray();
var options = BenchOptions.Parse(args);
if (Array.Find(benchmarks, each => each.Name == options.Name) is not { } chosen)
{
    Console.Error.WriteLine("./bench NAME [--only PART] [--minutes N] [--data DIR] [--keep DIR] [--json]");
    foreach (var each in benchmarks)
        Console.Error.WriteLine($"  {each.Name,-12} {each.Title}");
    return options.Name is null ? 0 : 2;
}
try
{
    using var run = new BenchmarkRun(options);
    Machine.Measure(run);
    chosen.Run(run);
    run.Print(Console.Out);
    return 0;
}
catch (TaojinException failed)
{
    Console.Error.WriteLine($"{failed.Code}: {failed.Message} {failed.Remedy}");
    return 1;
}
