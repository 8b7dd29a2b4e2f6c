using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Taojin.Dashboard.Tests;

/// <summary>axe-core, run inside the page itself: its script is read once, and only what matters comes back.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What is serious or critical, in words.</summary>
    /// <param name="page">The page as it stands.</param>
    /// <param name="rules">The rules to look for; none for all.</param>
    public static async Task<IReadOnlyList<string>> Grave(this IPage page, params string[] rules)
    {
        await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(
            """
            async (rules) => {
              const { violations } = await axe.run(document, { resultTypes: ["violations"], ...(rules.length ? { runOnly: { type: "rule", values: rules } } : {}) });
              return violations.filter((each) => each.impact === "serious" || each.impact === "critical")
                .map((each) => `${each.id} ${each.nodes.slice(0, 3).map((node) => `${node.target} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
            }
            """, rules);
    }
}
