using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Taojin.Server.Dashboard.Frame;

/// <summary>
/// A part of a page that shows what the address says after the question mark, and is drawn anew when that changes. A part that comes and goes
/// with the address must not be handed its values by the framework: it would come while they are handed out.
/// </summary>
public abstract class AddressedPart : ComponentBase, IDisposable
{
    /// <summary>Knows the address.</summary>
    [Inject] protected NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc />
    public void Dispose()
    {
        Navigation.LocationChanged -= Moved;
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    protected override void OnInitialized() => Navigation.LocationChanged += Moved;

    private void Moved(object? sender, LocationChangedEventArgs moved) => _ = InvokeAsync(async () =>
    {
        OnParametersSet();
        await OnParametersSetAsync();
        StateHasChanged();
    });
}
