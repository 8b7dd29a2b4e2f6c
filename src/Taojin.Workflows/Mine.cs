using Taojin.Data;
using Taojin.Mining.Features;
using Taojin.Mining.Learning;
using Taojin.Storage;
using Taojin.Storage.Models;

namespace Taojin.Workflows;

/// <summary>An open shop: its workspace, its models, the algorithms that are loaded, and the clock. Every verb works on one.</summary>
public sealed class Mine : IDisposable
{
    private Mine(Workspace workspace, Algorithms algorithms, TimeProvider clock) =>
        (Workspace, Models, Algorithms, Clock) = (workspace, workspace.Models, algorithms, clock);

    /// <summary>The folder, its settings and the log.</summary>
    public Workspace Workspace { get; }

    /// <summary>Trained and published models.</summary>
    public ModelStore Models { get; }

    /// <summary>What can be learned here.</summary>
    public Algorithms Algorithms { get; }

    /// <summary>The only clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Now.</summary>
    public Instant Now => Instant.Of(Clock.GetUtcNow());

    /// <summary>The shop's days and hours.</summary>
    public ShopCalendar Calendar => Workspace.Settings.Calendar;

    /// <summary>What features must agree on.</summary>
    public FeatureSettings Features => new() { Calendar = Calendar };

    /// <summary>Opens a shop; only one process at a time can.</summary>
    /// <param name="folder">Folder of the workspace.</param>
    /// <param name="algorithms">What can be learned; all of Taojin.Mining when null.</param>
    /// <param name="clock">The only clock; the system's when null.</param>
    /// <exception cref="TaojinException">The folder is no workspace, is in use, or its settings are wrong.</exception>
    public static Mine Open(string folder, Algorithms? algorithms = null, TimeProvider? clock = null) =>
        new(Workspace.Open(folder, clock ?? TimeProvider.System), algorithms ?? new(), clock ?? TimeProvider.System);

    /// <summary>Makes a shop in a new or empty folder and opens it.</summary>
    /// <exception cref="TaojinException">There is a workspace already.</exception>
    public static Mine Init(string folder, WorkspaceSettings? settings = null, Algorithms? algorithms = null, TimeProvider? clock = null) =>
        new(Workspace.Init(folder, settings ?? new(), clock ?? TimeProvider.System), algorithms ?? new(), clock ?? TimeProvider.System);

    /// <inheritdoc />
    public void Dispose() => Workspace.Dispose();
}
