using Taojin.Mining.Learning;

namespace Taojin.Workflows.Training;

/// <summary>Writes a model whose type is known only at run time.</summary>
internal static class ModelParts
{
    public static void Save(object model, IArtifactWriter writer)
    {
        var persistent = model.GetType().GetInterfaces().First(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IPersistent<>));
        persistent.GetMethod(nameof(IPersistent<>.Save))!.Invoke(model, [writer]);
    }
}
