using Taojin.Quality.Frame;

namespace Taojin.Quality.Tabular;

/// <summary>Tables of any columns beside XGBoost on the same folds, and what each way of regularisation does.</summary>
internal sealed class TablesBesideXgboost : IBenchmark
{
    public string Name => "tabular";

    public string Title => "Tables beside Debian's python3-xgboost on the same folds; --only online-shoppers, online-shoppers.without-page-values, ecommerce-churn or ablation";

    public void Run(BenchmarkRun run)
    {
        foreach (var set in TabularSet.All)
            if (run.Wants(set.Name) && run.Data(set.File) is { } path)
                new FoldTrial(run, set, path).Run();
        if (run.Wants("ablation") && run.Data(TabularSet.All[0].File) is { } file)
            new Ablation(run, TabularSet.All[0], file).Run();
    }
}
