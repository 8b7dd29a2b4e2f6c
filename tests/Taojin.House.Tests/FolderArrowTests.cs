using ArchUnitNET.Domain;
using ArchUnitNET.Fluent.Syntax.Elements.Types;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using Taojin.Mining.Learning;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Taojin.House.Tests;

/// <summary>Who may see whom inside Mining (DESIGN §3), bodies of methods included.</summary>
public sealed class FolderArrowTests
{
    private const string Home = "Taojin.Mining.";
    private static readonly string[] Tasks = ["Recommendation", "Purchase", "Classification", "Marketing", "AfterSales"];
    private static readonly Architecture Mining = new ArchLoader().LoadAssemblies(typeof(Algorithms).Assembly).Build();

    public static TheoryData<string, string> Strangers => [.. from one in Tasks from other in Tasks where one != other select (one, other)];

    public static TheoryData<string, string> Ground => [.. from shared in new[] { "Learning", "Text", "Features" } from task in Tasks select (shared, task)];

    [Theory]
    [MemberData(nameof(Strangers))]
    public void Tasks_do_not_see_one_another(string one, string other) => MayNotSee(one, other, "tasks meet in Workflows");

    [Theory]
    [MemberData(nameof(Ground))]
    public void What_tasks_share_sees_no_task(string shared, string task) => MayNotSee(shared, task, "it is seen by all tasks");

    [Fact]
    public void Features_see_no_model() => SeesNoConcreteModel("Features", "a feature is a fold over the log");

    [Fact]
    public void Only_budgets_see_OR_Tools() => Mining.Types.Where(type => type.Dependencies.Any(to => to.Target.FullName.StartsWith("Google.OrTools", StringComparison.Ordinal)))
        .Select(type => type.Namespace.FullName).Distinct().ShouldBe(["Taojin.Mining.Marketing.Budget"]);

    [Fact]
    public void Evaluation_sees_no_concrete_model() => SeesNoConcreteModel("Evaluation", "it judges whatever scores");

    [Fact]
    public void An_arrow_that_is_there_is_found() => // Evaluation ranks with IRecommender: if this is not seen, neither would a forbidden one be
        Types().That().Are(In("Evaluation")).Should().NotDependOnAny(In("Recommendation")).HasNoViolations(Mining).ShouldBeFalse();

    [Theory]
    [InlineData("System.IO.File")]
    [InlineData("System.IO.Directory")]
    [InlineData("System.IO.FileStream")]
    [InlineData("System.TimeProvider")]
    [InlineData("System.Threading.Tasks.Task")]
    [InlineData("System.Net")]
    public void Mining_is_pure(string outside)
    {
        var offenders = Mining.Types.Where(type => type.FullName.StartsWith(Home, StringComparison.Ordinal))
            .Where(type => type.Dependencies.Any(to => to.Target.FullName == outside || to.Target.FullName.StartsWith(outside + ".", StringComparison.Ordinal)));

        offenders.Select(type => type.FullName).ShouldBeEmpty($"no files, no clock, no async, no network in Mining, so no {outside}");
    }

    private static void MayNotSee(string from, string to, string because) => Types().That().Are(In(from)).Should().NotDependOnAny(In(to))
        .Because(because).WithoutRequiringPositiveResults().Check(Mining);

    private static void SeesNoConcreteModel(string folder, string because)
    {
        var models = Mining.Classes.Where(type => type.ImplementedInterfaces.Any(each => each.FullName.StartsWith(Home + "Learning.IPersistent", StringComparison.Ordinal)
            || each.FullName.StartsWith(Home + "Learning.IEstimator", StringComparison.Ordinal))).ToArray();
        models.Length.ShouldBeGreaterThan(5);

        Types().That().Are(In(folder)).Should().NotDependOnAny(models).Because(because).Check(Mining);
    }

    private static GivenTypesConjunctionWithDescription In(string folder) => Types().That().ResideInNamespaceMatching($@"^Taojin\.Mining\.{folder}(\..*)?$").As(folder);
}
