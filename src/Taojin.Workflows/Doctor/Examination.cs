using Taojin.Data;

namespace Taojin.Workflows.Doctor;

/// <summary>Makes every check there is, each found by its type, in the order of their names' files; the shop is opened at most once and closed again.</summary>
public static class Examination
{
    /// <summary>Looks at everything. A check that fails itself is a finding too.</summary>
    public static IReadOnlyList<Check> Run(DoctorScene scene) => [.. All().Select(check => Made(check, scene)).OfType<Check>()];

    private static Check? Made(ICheck check, DoctorScene scene)
    {
        try
        {
            var found = check.Look(scene);
            return found?.IsGood == true ? found with { Remedy = "", RemedyZh = "" } : found;
        }
        catch (TaojinException fault)
        {
            return Check.Of(check.GetType().Name, fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new(check.GetType().Name, IsGood: false, fault.Message, fault.Message) { Remedy = "Check who may read and write there.", RemedyZh = "请检查读写权限。" };
        }
    }

    private static IEnumerable<ICheck> All() => typeof(ICheck).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(ICheck).IsAssignableFrom(type))
        .OrderBy(type => type.Namespace, StringComparer.Ordinal).ThenBy(type => type.Name, StringComparer.Ordinal)
        .Select(type => (ICheck)Activator.CreateInstance(type)!);
}
