using Taojin.Mining.Learning;
using Taojin.Numerics;
using Taojin.Storage.Models;

namespace Taojin.Storage.CrashHost;

/// <summary>A model whose parts follow from its number, so that anyone can say whether a version is whole.</summary>
public static class KnownModel
{
    /// <summary>Under which it answers.</summary>
    public const string Alias = "recommend@live";

    private const string Name = "implicit-als";

    /// <summary>The card, without what the store fills in.</summary>
    public static ModelCard Card { get; } = new() { Task = "recommend", Algorithm = Name, Data = "杀进程测试", Split = "none" };

    /// <summary>Writes the parts of a number; between them <paramref name="say"/> is told where it is.</summary>
    public static void Write(IArtifactWriter writer, int number, Action<string>? say = null)
    {
        say?.Invoke($"writing {number}");
        writer.Array<float>("users", Numbers(number, 20_000));
        say?.Invoke("users written");
        writer.Array<float>("items", Numbers(-number, 5_000));
        say?.Invoke("items written");
        writer.Ids("ids", [$"商品{number}", "a\nb"]);
        writer.Text("note", $"第 {number} 版");
        writer.Settings["number"] = number;
        say?.Invoke("parts written");
    }

    /// <summary>Whether all parts are those of the number.</summary>
    public static bool IsWhole(OpenModel model, int number) =>
        model.Parts.Array<float>("users").AsSpan().SequenceEqual(Numbers(number, 20_000))
        && model.Parts.Array<float>("items").AsSpan().SequenceEqual(Numbers(-number, 5_000))
        && model.Parts.Ids("ids") is [var id, "a\nb"] && id == $"商品{number}"
        && model.Parts.Text("note") == $"第 {number} 版"
        && (int?)model.Parts.Settings["number"] == number;

    private static float[] Numbers(int number, int count)
    {
        var chance = SplitMix64.Stream((ulong)Math.Abs(number), number < 0 ? "items" : "users");
        return [.. Enumerable.Range(0, count).Select(_ => chance.NextSingle())];
    }
}
