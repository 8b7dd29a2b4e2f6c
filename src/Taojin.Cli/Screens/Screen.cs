using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using Taojin.Data;
using Taojin.Data.Faults;
using Taojin.Storage;

namespace Taojin.Cli.Screens;

/// <summary>Where a verb speaks: data to stdout (one JSON document, or tables), progress and messages to stderr.</summary>
internal sealed class Screen : IDisposable
{
    private static readonly JsonSerializerOptions Indented = new(Snake.Json) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly IAnsiConsole _data;
    private readonly IAnsiConsole _messages;

    private Screen(bool json, Words words)
    {
        (IsJson, Words) = (json, words);
        _data = ConsoleOn(Console.Out, Console.IsOutputRedirected);
        _messages = ConsoleOn(Console.Error, Console.IsErrorRedirected);
    }

    public bool IsJson { get; }

    public Words Words { get; }

    /// <summary>Set when the verb did its work but what it checked did not hold.</summary>
    public bool HasFailed { get; set; }

    public static Screen Of(bool json, string? language) => new(json, new Words(language));

    /// <summary>The verb's result: as JSON when asked for, or else as the given tables.</summary>
    public void Result<T>(T result, Action<IAnsiConsole> render)
    {
        if (IsJson)
            Console.Out.WriteLine(JsonSerializer.Serialize(result, Indented));
        else
            render(_data);
    }

    /// <summary>A finished stage: a mark, its name, its figures, its time.</summary>
    public void Stage(string name, string figures, double seconds) => _messages.MarkupLine(
        $"[green]✓[/] {Pad(name, 12)} {Markup.Escape(figures)}   [dim]{Markup.Escape(Words.Seconds(seconds))}[/]");

    /// <summary>A line of prose.</summary>
    public void Say(string english, string chinese) => _messages.WriteLine(Words[english, chinese]);

    /// <summary>Asks for a yes before what cannot be taken back; who cannot be asked has not said it.</summary>
    public bool Asks(string english, string chinese)
    {
        if (Console.IsInputRedirected)
            throw new TaojinException("cli.unasked", "This cannot be taken back, and there is nobody to ask.", "Say it with --yes.");
        _messages.Write(Words[english, chinese] + " ");
        return Console.In.ReadLine()?.Trim() is "yes" or "是";
    }

    /// <summary>What to do next, always last.</summary>
    public void Next(string english, string chinese) => _messages.MarkupLine($"[yellow]→[/] {Markup.Escape(Words[english, chinese])}");

    public void Warn(string english, string chinese) => _messages.MarkupLine($"[yellow]![/] {Markup.Escape(Words[english, chinese])}");

    public void Fault(TaojinException fault)
    {
        if (IsJson)
            Console.Out.WriteLine(JsonSerializer.Serialize(new { error = new { fault.Code, fault.Message, fault.Remedy } }, Indented));
        var (message, remedy, detail) = FaultWords.Of(fault, Words.IsChinese);
        _messages.MarkupLine($"[red]✗[/] {Markup.Escape(message)}");
        _messages.MarkupLine($"  {Markup.Escape(Words["What to do", "怎么办"])}: {Markup.Escape(remedy)}   [dim]{Markup.Escape(fault.Code)}[/]");
        if (detail is not null)
            _messages.MarkupLine($"  [dim]{Markup.Escape(detail)}[/]");
    }

    /// <summary>A fault of the program itself: all there is to know of it, so that it can be mended.</summary>
    public void Broken(Exception fault)
    {
        Fault(new("program.fault", $"Taojin itself failed: {fault.Message}", "Report it with the lines below; the shop's data are as they were before."));
        _messages.WriteLine(fault.ToString());
    }

    public void Interrupted() => Warn("Interrupted; nothing half-done was kept.", "已中断，没有留下做了一半的结果。");

    /// <summary>A step that may take a while: a bar with rate once it has run for two seconds, and only on a terminal.</summary>
    public ProgressLine Progress(string name) => new(_messages, Words, name, isShown: !Console.IsErrorRedirected && !IsJson);

    public void Dispose()
    {
        Console.Out.Flush();
        Console.Error.Flush();
    }

    private static string Pad(string text, int width)
    {
        var taken = text.Sum(character => character > 0x2E80 ? 2 : 1); // Chinese characters take two columns
        return Markup.Escape(text) + new string(' ', Math.Max(0, width - taken));
    }

    private static IAnsiConsole ConsoleOn(TextWriter writer, bool isRedirected)
    {
        var plain = isRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") == "dumb";
        var console = AnsiConsole.Create(new()
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        if (isRedirected)
            console.Profile.Width = 120;
        else if (console.Profile.Width < 80)
            console.Profile.Width = 80;
        return console;
    }
}
