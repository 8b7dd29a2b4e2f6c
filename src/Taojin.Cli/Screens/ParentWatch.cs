namespace Taojin.Cli.Screens;

/// <summary>Ends this program when the server that started it ends, however that comes about: the pipe between them closes with it.</summary>
internal static class ParentWatch
{
    private const int Interrupted = 130;

    private static bool IsChild => Environment.GetEnvironmentVariable("TAOJIN_CHILD") == "1";

    /// <summary>Begins to watch, if a server started this program.</summary>
    public static void Start()
    {
        if (!IsChild)
            return;
        var watch = new Thread(() =>
        {
            while (Console.In.Read() >= 0)
                continue; // nobody writes; the end is what is waited for
            Environment.Exit(Interrupted);
        }) { IsBackground = true, Name = "parent" };
        watch.Start();
    }
}
