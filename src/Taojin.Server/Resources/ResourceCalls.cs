using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Taojin.Data;
using Taojin.Data.Faults;
using Taojin.Storage;
using Taojin.Storage.Resources;

namespace Taojin.Server.Resources;

/// <summary>What the routes of all resources do alike.</summary>
internal static class ResourceCalls
{
    /// <summary>Most rows of a page or a batch.</summary>
    public const int Most = 1000;

    private static readonly JsonSerializerOptions Strict = new(Snake.Json) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    /// <exception cref="TaojinException">request.out-of-range.</exception>
    public static int Count(int n) => n is >= 1 and <= Most ? n : throw RequestFault.OutOfRange("n", n, (1, Most));

    /// <exception cref="TaojinException">request.too-many.</exception>
    public static IReadOnlyList<T> Batch<T>(IReadOnlyList<T> rows) => rows.Count > Most ? throw RequestFault.TooMany(rows.Count, Most)
        : Whole(rows)!;

    /// <exception cref="TaojinException">request.unreadable: something of a list is null.</exception>
    public static IReadOnlyList<T>? Whole<T>(IReadOnlyList<T>? rows) => rows?.Any(row => row is null) == true
        ? throw new TaojinException("request.unreadable", "Something of a list is null.", "Send what the OpenAPI document at /openapi/v1.json describes.")
        : rows;

    /// <summary>The cursor of the store within the opaque one that clients hold.</summary>
    public static string? Opened(string? cursor)
    {
        try
        {
            return string.IsNullOrEmpty(cursor) ? null : Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor));
        }
        catch (FormatException)
        {
            throw new TaojinException("request.cursor", "The cursor is none of this server's.", "Leave it out for the first page, then send the 'next' of each answer.");
        }
    }

    /// <summary>The opaque cursor; null at the end.</summary>
    public static string? Closed(string? next) => next is null ? null : WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(next));

    /// <summary>A merge patch (RFC 7396): what is null is taken away, what is not named stays.</summary>
    /// <exception cref="TaojinException">request.unreadable: what comes out is no such resource.</exception>
    public static T Patched<T>(T body, JsonObject patch)
    {
        var whole = JsonSerializer.SerializeToNode(body, Strict)!.AsObject();
        Merge(whole, Sound(patch)!);
        try
        {
            return whole.Deserialize<T>(Strict)!;
        }
        catch (JsonException fault)
        {
            throw new TaojinException("request.unreadable", fault.Message, "Send what the OpenAPI document at /openapi/v1.json describes.", fault);
        }
    }

    /// <summary>JSON nodes are read when they are asked: what is wrong inside must show before it is kept.</summary>
    /// <exception cref="TaojinException">request.unreadable: a name twice, or half a surrogate pair.</exception>
    public static JsonObject? Sound(JsonObject? sent)
    {
        try
        {
            Visit(sent);
            return sent;
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or JsonException)
        {
            throw new TaojinException("request.unreadable", "An object has a name twice, or a text is no whole Unicode.", "Send each name once, in UTF-8.", fault);
        }
    }

    /// <summary>Attributes as they are sent: what an older program took over and is no sound object is none.</summary>
    public static JsonObject? Kept(string? json)
    {
        try
        {
            return json is null ? null : Sound(JsonNode.Parse(json) as JsonObject);
        }
        catch (Exception fault) when (fault is JsonException or TaojinException)
        {
            return null;
        }
    }

    /// <exception cref="TaojinException">THING.unknown.</exception>
    public static T Known<T>(T? found, string thing, string id)
        where T : class =>
        found ?? throw new TaojinException($"{thing}.unknown", $"There is no {thing} '{id}'.", $"Write it with PUT /api/v1/{thing}s/{{id}}.");

    /// <exception cref="TaojinException">request.other-id: body and path name two things.</exception>
    public static void CheckSame(string path, string body)
    {
        if (path != body)
            throw new TaojinException("request.other-id", $"The path names '{path}', the body '{body}'.", "Name the same in both.");
    }

    /// <exception cref="TaojinException">THING.unknown.</exception>
    public static Removed Gone(Removal removal, string thing, string id) => removal == Removal.Unknown
        ? throw new TaojinException($"{thing}.unknown", $"There is no {thing} '{id}'.", "It may be gone already.")
        : new(id, removal);

    private static void Visit(JsonNode? node)
    {
        if (node is JsonObject members)
            foreach (var (_, member) in members)
                Visit(member);
        else if (node is JsonArray elements)
            foreach (var element in elements)
                Visit(element);
        else if (node is JsonValue value && value.GetValueKind() == JsonValueKind.String)
            value.GetValue<string>();
    }

    private static void Merge(JsonObject whole, JsonObject patch)
    {
        foreach (var (name, value) in patch)
            if (value is null)
                whole.Remove(name);
            else if (value is JsonObject inner)
            {
                if (whole[name] is not JsonObject)
                    whole[name] = new JsonObject();
                Merge((JsonObject)whole[name]!, inner);
            }
            else
                whole[name] = value.DeepClone();
    }
}
