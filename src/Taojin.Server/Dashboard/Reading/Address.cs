using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Taojin.Server.Dashboard.Reading;

/// <summary>
/// What the address says. A part of a page that comes and goes with the address reads it here: one that is handed its values by the
/// framework must not come while the framework hands them out.
/// </summary>
internal static class Address
{
    /// <summary>A word of the address; empty when it is not there.</summary>
    public static string Word(this NavigationManager navigation, string name) =>
        QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query).TryGetValue(name, out var value) ? value.ToString() : "";

    /// <summary>The page of a table, from 1.</summary>
    /// <param name="navigation">Knows the address.</param>
    /// <param name="name">The word that the page stands under, where several tables are on one page.</param>
    public static int PageNumber(this NavigationManager navigation, string name = "page") =>
        int.TryParse(navigation.Word(name), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Max(1, page) : 1;
}
