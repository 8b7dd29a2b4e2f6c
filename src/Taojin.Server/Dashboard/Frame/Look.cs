using MudBlazor;

namespace Taojin.Server.Dashboard.Frame;

/// <summary>The house's colours and type for MudBlazor's controls; <c>dashboard.css</c> overrides the palette in the dark.</summary>
internal static class Look
{
    private static readonly string[] Fonts = ["system-ui", "-apple-system", "Segoe UI", "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight { Primary = "#8F5B0E", Secondary = "#64748B", Background = "#FCFBF8", Surface = "#FFFFFF", TextPrimary = "#1F2933", TextSecondary = "#52606D", LinesDefault = "#E4E0D8", LinesInputs = "#8A8375" },
        LayoutProperties = new() { DefaultBorderRadius = "6px" },
        Typography = new() { Default = new DefaultTypography { FontFamily = Fonts, FontSize = "14px", LineHeight = "1.5" }, Button = new ButtonTypography { FontFamily = Fonts, FontSize = "14px", TextTransform = "none", LetterSpacing = "normal" } },
    };
}
