using System.Text.Json.Nodes;
using Taojin.Data;
using Taojin.Storage;
using Taojin.Storage.Resources;

namespace Taojin.Server.Resources;

/// <summary>An item as it is sent. What is left out or null is not known.</summary>
internal sealed record ItemBody
{
    /// <summary>Its id.</summary>
    public required string ItemId { get; init; }

    /// <summary>Title.</summary>
    public string? Title { get; init; }

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>Whole path of its category, levels parted by ' > '.</summary>
    public string? Category { get; init; }

    /// <summary>Brand.</summary>
    public string? Brand { get; init; }

    /// <summary>Price in the shop's currency, 0 or more.</summary>
    public float? Price { get; init; }

    /// <summary>What it costs the shop, 0 or more.</summary>
    public float? Cost { get; init; }

    /// <summary>Units in stock.</summary>
    public int? Stock { get; init; }

    /// <summary>Address of its picture.</summary>
    public string? Image { get; init; }

    /// <summary>Further attributes, by name.</summary>
    public JsonObject? Attributes { get; init; }

    /// <summary>When it can first be bought.</summary>
    public DateTimeOffset? AvailableFrom { get; init; }

    /// <summary>Whether lists must not show it.</summary>
    public bool Hidden { get; init; }

    public static ItemBody Of(ItemRecord item) => new()
    {
        ItemId = item.ItemId,
        Title = item.Title,
        Description = item.Description,
        Category = item.Category,
        Brand = item.Brand,
        Price = item.Price,
        Cost = item.Cost,
        Stock = item.Stock,
        Image = item.Image,
        Attributes = ResourceCalls.Kept(item.Attributes),
        AvailableFrom = item.AvailableFrom?.ToDateTimeOffset(),
        Hidden = item.Hidden,
    };

    public ItemRecord ToRecord() => new(ItemId)
    {
        Title = Title,
        Description = Description,
        Category = Category,
        Brand = Brand,
        Price = Price,
        Cost = Cost,
        Stock = Stock,
        Image = Image,
        Attributes = ResourceCalls.Sound(Attributes)?.ToJsonString(Snake.Json),
        AvailableFrom = AvailableFrom is { } from ? Instant.Of(from) : null,
        Hidden = Hidden,
    };
}

/// <summary>A user as it is sent.</summary>
internal sealed record UserBody
{
    /// <summary>Their id.</summary>
    public required string UserId { get; init; }

    /// <summary>What the shop says of them, by name; rules ask of it as user.attributes.NAME.</summary>
    public JsonObject? Attributes { get; init; }

    public static UserBody Of(UserRecord user) => new() { UserId = user.UserId, Attributes = ResourceCalls.Kept(user.Attributes) };

    public UserRecord ToRecord() => new(UserId, ResourceCalls.Sound(Attributes)?.ToJsonString(Snake.Json));
}

/// <summary>A review as it is sent.</summary>
internal sealed record ReviewBody
{
    /// <summary>Its id.</summary>
    public required string ReviewId { get; init; }

    /// <summary>Who wrote it.</summary>
    public required string UserId { get; init; }

    /// <summary>About which item.</summary>
    public required string ItemId { get; init; }

    /// <summary>When; now when left out.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The order that the item came with.</summary>
    public string? OrderId { get; init; }

    /// <summary>Rating, in the shop's own units.</summary>
    public float? Rating { get; init; }

    /// <summary>Title.</summary>
    public string? Title { get; init; }

    /// <summary>Text.</summary>
    public string? Text { get; init; }

    public static ReviewBody Of(ReviewRecord review) => new()
    {
        ReviewId = review.ReviewId,
        UserId = review.UserId,
        ItemId = review.ItemId,
        Time = review.Time.ToDateTimeOffset(),
        OrderId = review.OrderId,
        Rating = review.Rating,
        Title = review.Title,
        Text = review.Text,
    };

    public ReviewRecord ToRecord(Instant now) => new(ReviewId, UserId, ItemId, Time is { } time ? Instant.Of(time) : now)
    {
        OrderId = OrderId,
        Rating = Rating,
        Title = Title,
        Text = Text,
    };
}

/// <summary>What was written.</summary>
/// <param name="Count">How many.</param>
internal sealed record Written(int Count);

/// <summary>What became of something that was to be removed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">removed, or hidden where events, reviews or feedback refer to it.</param>
internal sealed record Removed(string Id, Removal State);
