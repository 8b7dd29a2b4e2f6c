using System.Globalization;

namespace Taojin.Workflows.Training;

/// <summary>The energy meters of the processor packages (RAPL, as Linux shows them under powercap), where the machine has them and lets them be read.</summary>
internal sealed class Energy
{
    private const string Meters = "/sys/class/powercap";
    private const double MicrojoulesPerJoule = 1e6;
    private readonly (double Microjoules, double Range)[] _packages;

    private Energy((double, double)[] packages) => _packages = packages;

    public static Energy Now()
    {
        try
        {
            return new(!Directory.Exists(Meters) ? [] : [.. Directory.GetDirectories(Meters, "intel-rapl:*").Where(IsPackage).Order(StringComparer.Ordinal)
                .Select(meter => (Number(Path.Combine(meter, "energy_uj")), Number(Path.Combine(meter, "max_energy_range_uj"))))]);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return new([]); // most systems show the meters to root only
        }
    }

    /// <summary>Joules since an earlier reading; null where there is no meter. A meter that ran over once is made good.</summary>
    public double? Since(Energy earlier) => _packages.Length == 0 || _packages.Length != earlier._packages.Length ? null
        : _packages.Zip(earlier._packages, (now, then) => now.Microjoules >= then.Microjoules ? now.Microjoules - then.Microjoules : now.Microjoules + now.Range - then.Microjoules).Sum() / MicrojoulesPerJoule;

    /// <summary>intel-rapl:0 is a package; intel-rapl:0:1 is a part of it.</summary>
    private static bool IsPackage(string meter) => Path.GetFileName(meter).Count(letter => letter == ':') == 1;

    private static double Number(string file) => double.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture);
}
