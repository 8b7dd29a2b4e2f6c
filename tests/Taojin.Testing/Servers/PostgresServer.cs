using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Taojin.Testing.Servers;

/// <summary>A real PostgreSQL on a port of its own, with data that are thrown away. It ends with the program that started it, however that ends.</summary>
public sealed class PostgresServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taojin-pg-").FullName;
    private readonly string _options;
    private Process? _running;
    private int _databases;

    private PostgresServer(string options) => (_options, Port) = (options, FreePort());

    /// <summary>Why tests that need one are skipped; null when PostgreSQL is installed.</summary>
    public static string? WhyMissing => Programs is null ? "PostgreSQL is not installed: sudo apt-get install -y postgresql" : null;

    /// <summary>Port on the loopback address.</summary>
    public int Port { get; }

    private static string? Programs => !Directory.Exists("/usr/lib/postgresql") ? null
        : Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault();

    /// <summary>Makes one and waits until it answers.</summary>
    /// <param name="options">More settings, such as <c>-c fsync=on</c>; without, nothing is flushed to disk, which only a power cut would show.</param>
    public static PostgresServer Start(string options = "-c fsync=off -c full_page_writes=off")
    {
        var server = new PostgresServer(options);
        if (Environment.UserName == "root")
            Run("chown", "postgres", server._folder);
        RunAsOwner(Path.Combine(Programs!, "initdb"), "-D", server.Data, "-U", "taojin", "--auth=trust", "-E", "UTF8", "--locale=C", "-N");
        server.Resume();
        return server;
    }

    /// <summary>Makes an empty database.</summary>
    /// <param name="template">A database to copy.</param>
    /// <returns>Its address.</returns>
    public string NewDatabase(string? template = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"shop{Interlocked.Increment(ref _databases)}");
        string[] copy = template is null ? [] : ["--template=" + template[(template.LastIndexOf('/') + 1)..]];
        Run(Path.Combine(Programs!, "createdb"), ["-h", "127.0.0.1", "-p", PortText, "-U", "taojin", .. copy, name]);
        return $"postgres://taojin@127.0.0.1:{PortText}/{name}";
    }

    /// <summary>Runs a statement, as somebody who works on the database with their own tools.</summary>
    /// <returns>What it says, fields parted by |.</returns>
    public static string Query(string address, string statement) => Run(Path.Combine(Programs!, "psql"), "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statement, address);

    /// <summary>Files of a database's tables, indexes and catalogue that hold a text, after all of it was written to disk.</summary>
    public IReadOnlyList<string> Traces(string address, string sign)
    {
        var number = Query(address, "CHECKPOINT; SELECT oid FROM pg_database WHERE datname = current_database()").Split('\n')[^1];
        var bytes = System.Text.Encoding.UTF8.GetBytes(sign);
        return [.. Directory.EnumerateFiles(Path.Combine(Data, "base", number)).Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0)];
    }

    /// <summary>Ends it at once, as a crash does.</summary>
    public void Crash()
    {
        Run("kill", "-QUIT", File.ReadLines(Path.Combine(Data, "postmaster.pid")).First());
        _running!.StandardInput.Close();
        _running.WaitForExit();
        _running.Dispose();
        _running = null;
    }

    /// <summary>Starts it again on the same data and waits until it answers.</summary>
    public void Resume()
    {
        // The shell waits for the end of its input, which comes with the end of this program, and then ends the server.
        var server = $"'{Programs}/postgres' -D '{Data}' -p {PortText} -k '{_folder}' -c listen_addresses=127.0.0.1 -c max_connections=60 -c shared_buffers=64MB {_options}";
        var start = new ProcessStartInfo("bash") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-c", $"{AsOwner(server)} >'{_folder}/log' 2>&1 </dev/null & p=$!; cat >/dev/null; kill -INT $p 2>/dev/null; wait $p"])
            start.ArgumentList.Add(argument);
        _running = Process.Start(start)!;
        for (var attempt = 0; ; attempt++)
        {
            using var ready = Begin(Path.Combine(Programs!, "pg_isready"), "-q", "-t", "1", "-h", "127.0.0.1", "-p", PortText);
            ready.WaitForExit();
            if (ready.ExitCode == 0)
                return;
            if (attempt == 600)
                throw new InvalidOperationException($"PostgreSQL does not answer on port {PortText}: {File.ReadAllText(Path.Combine(_folder, "log"))}");
            Task.Delay(50).Wait();
        }
    }

    /// <summary>Processor time of the server's processes that run now (Linux): connections that have ended are not in it.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            var first = File.ReadLines(Path.Combine(Data, "postmaster.pid")).First();
            var ticks = Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(path[6])).Select(FieldsOf)
                .Where(fields => fields.Length > 15 && (fields[0] == first || fields[2] == first)).Sum(fields => long.Parse(fields[12], CultureInfo.InvariantCulture) + long.Parse(fields[13], CultureInfo.InvariantCulture));
            return TimeSpan.FromMilliseconds(ticks * 10); // the kernel counts hundredths of seconds
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _running?.StandardInput.Close();
        _running?.WaitForExit();
        _running?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Its number, state, parent and so on; the program's name, which may hold blanks, is left out. Empty when it has ended.</summary>
    private static string[] FieldsOf(string process)
    {
        try
        {
            var told = File.ReadAllText(Path.Combine(process, "stat"));
            return [told[..told.IndexOf(' ')], .. told[(told.LastIndexOf(')') + 2)..].Split(' ')];
        }
        catch (IOException)
        {
            return [];
        }
    }

    private string Data => Path.Combine(_folder, "data");

    private string PortText => Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static string AsOwner(string command) => Environment.UserName == "root" ? "setpriv --reuid=postgres --regid=postgres --clear-groups " + command : command;

    private static void RunAsOwner(params string[] command)
    {
        string[] whole = Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. command] : command;
        Run(whole[0], whole[1..]);
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Begin(program, arguments);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Result.TrimEnd() : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {errors.Result}");
    }

    private static Process Begin(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
