using Microsoft.AspNetCore.Components;
using Taojin.Server.Dashboard.Reading;

namespace Taojin.Dashboard.Tests;

/// <summary>The first sight of a page waits for what is quick, and for nothing that takes long.</summary>
public sealed class FirstSightTests
{
    private static readonly RendererInfo Sent = new("Static", isInteractive: false), Open = new("Server", isInteractive: true);

    [Fact]
    public async Task What_takes_long_is_left_to_the_open_page()
    {
        var endless = new TaskCompletionSource().Task;

        (await endless.IsInTime(Sent)).ShouldBeFalse();
        (await endless.IsInTime(Open)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_there_or_has_failed_is_awaited_at_once()
    {
        (await Task.CompletedTask.IsInTime(Sent)).ShouldBeTrue();
        (await Task.FromException(new IOException("broken")).IsInTime(Sent)).ShouldBeTrue();
    }
}
