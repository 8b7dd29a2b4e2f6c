using System.CommandLine;
using Taojin.Cli.Screens;
using Taojin.Workflows;

namespace Taojin.Cli.Verbs;

/// <summary>Shows how the trained models stand against one another.</summary>
internal sealed class EvaluateVerb : IVerb
{
    public int Place => 45;

    public Command Build()
    {
        var all = new Option<bool>("--all") { Description = "Every metric, not the main ones only" };
        return new Command("evaluate", "How the models of the last training stand against their baselines, on a window that none of them has seen") { all }.Does((parsed, screen, _) =>
        {
            using var mine = ShopFolder.Open(parsed);
            var runs = Train.Tasks.Select(task => Train.Last(mine, task)).OfType<Workflows.Training.TrainingRun>().ToArray();
            if (runs.Length == 0)
                throw new Data.TaojinException("evaluate.nothing", "Nothing was trained yet.", "Run: ./taojin train");
            screen.Result(runs, console =>
            {
                foreach (var run in runs)
                {
                    ModelRows.Render(run, console, screen.Words);
                    if (parsed.GetValue(all))
                        MetricTable.Render(run, console, screen.Words);
                    CostTable.Render(run, console, screen.Words);
                }
            });
            return Task.CompletedTask;
        });
    }
}
