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
        (Workspace, Models, Algorithms, Clock) = (workspace, new ModelStore(workspace.Folder, clock), algorithms, clock);

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
    public static Mine Open(string folder, Algorithms algorithms, TimeProvider clock) => new(Workspace.Open(folder, clock), algorithms, clock);

    /// <summary>Makes a shop in a new or empty folder and opens it.</summary>
    public static Mine Init(string folder, WorkspaceSettings settings, Algorithms algorithms, TimeProvider clock) =>
        new(Workspace.Init(folder, settings, clock), algorithms, clock);

    /// <inheritdoc />
    public void Dispose() => Workspace.Dispose();
}
