using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Taojin.Data;
using Taojin.Server.Access;
using Taojin.Server.Tasks;
using Taojin.Storage.Access;

namespace Taojin.Server.Endpoints;

/// <summary>Long work beside the answers.</summary>
internal sealed class Tasks : IEndpoint
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/tasks", Start).Needs(AccessScopes.Admin).WithTags("tasks").WithSummary("Trains in a process of its own, with fewer threads and less memory; answers at once, and the task tells how it stands.");
        routes.MapGet("/api/v1/tasks", All).Needs(AccessScopes.Admin).WithTags("tasks").WithSummary("Tasks, the newest first; also of earlier runs and of other servers of the store, a hundred in all.");
        routes.MapGet("/api/v1/tasks/{id}", One).Needs(AccessScopes.Admin).WithTags("tasks").WithSummary("How a task stands, with its last lines.");
        routes.MapDelete("/api/v1/tasks/{id}", Cancel).Needs(AccessScopes.Admin).WithTags("tasks").WithSummary("Ends a task; versions that are whole stay.");
    }

    private static Accepted<TaskAnswer> Start(TaskQueue tasks, TrainWish wish)
    {
        var task = tasks.Start(wish);
        return TypedResults.Accepted($"/api/v1/tasks/{task.Id}", task);
    }

    private static Ok<IReadOnlyList<TaskAnswer>> All(TaskQueue tasks) => TypedResults.Ok(tasks.All);

    private static Ok<TaskAnswer> One(TaskQueue tasks, string id) => TypedResults.Ok(tasks.All.FirstOrDefault(task => task.Id == id) ?? Found(tasks, id).Answer);

    private static Accepted<TaskAnswer> Cancel(TaskQueue tasks, string id)
    {
        var task = Found(tasks, id);
        task.Cancel();
        return TypedResults.Accepted($"/api/v1/tasks/{id}", task.Answer);
    }

    private static ServerTask Found(TaskQueue tasks, string id) => tasks.Find(id) ?? throw (tasks.All.Any(task => task.Id == id)
        ? new TaojinException("task.elsewhere", $"The task '{id}' is one of another server of the store, or of an earlier run.", "Ask the server that started it.")
        : new TaojinException("task.unknown", $"There is no task '{id}'.", "See GET /api/v1/tasks."));
}
