using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Taojin.Cli.Tests;

/// <summary>A server of the program, started as its owner starts it.</summary>
internal sealed class Served : IDisposable
{
    private readonly Process _process;

    private Served(Process process, string address) => (_process, Client) = (process, new() { BaseAddress = new(address) });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public HttpClient Client { get; }

    public static Task<Served> Start(string shop) => Start(BuiltProgram.Taojin, shop, "--as-of-log-end");

    public static async Task<Served> Start(BuiltProgram program, string shop, params string[] arguments)
    {
        var process = program.Start(["serve", "-w", shop, "--port", "0", .. arguments]);
        while (await process.StandardError.ReadLineAsync(Stop) is { } line)
            if (line.Split("Dashboard: ") is [_, var rest])
                return new(process, rest.Split(' ')[0]);
        throw new InvalidOperationException($"It ended with {process.ExitCode}.");
    }

    public async Task<string> Begin(string wish)
    {
        using var content = new StringContent(wish, System.Text.Encoding.UTF8, "application/json");
        using var answer = await Client.PostAsync("/api/v1/tasks", content, Stop);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetString()!;
    }

    public Task<JsonElement> Get(string path) => Client.GetFromJsonAsync<JsonElement>(path, Stop);

    /// <summary>Waits until its process runs and has said something.</summary>
    public Task<JsonElement> Running(string id) => When(id, task => task.GetProperty("state").GetString() == "running" && task.GetProperty("log").GetArrayLength() > 0);

    public Task<JsonElement> Ended(string id) => When(id, task => task.TryGetProperty("finished", out _));

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Ends it as its owner does.</summary>
    public async Task End()
    {
        using (var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]))
            await kill.WaitForExitAsync(Stop);
        await _process.WaitForExitAsync(Stop);
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task<JsonElement> When(string id, Func<JsonElement, bool> isSo)
    {
        while (true)
        {
            var task = await Get($"/api/v1/tasks/{id}");
            if (isSo(task))
                return task;
            task.TryGetProperty("finished", out _).ShouldBeFalse(task.ToString());
            await Task.Delay(100, Stop);
        }
    }
}
