using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Taojin.Quality.Live;

/// <summary>Kestrel with one answer of the size of a list and nothing behind it: what HTTP alone costs on this machine.</summary>
internal static class BareServer
{
    public static void Run(string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture)));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var answer = new byte[3000];
        Array.Fill(answer, (byte)'x');
        app.Run(context =>
        {
            context.Response.ContentLength = answer.Length;
            return context.Response.Body.WriteAsync(answer).AsTask();
        });
        app.Run();
    }
}
