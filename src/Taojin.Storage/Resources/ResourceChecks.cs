using System.Text;
using Taojin.Data;
using Taojin.Storage.Import;

namespace Taojin.Storage.Resources;

/// <summary>What may be written: ids and numbers that make sense, texts that fit.</summary>
internal static class ResourceChecks
{
    private const int LongestText = 100_000, LongestAttributes = 64 * 1024;
    private const float HighestPrice = 1e12f;

    /// <exception cref="TaojinException">item.invalid.</exception>
    public static void Check(ItemRecord item)
    {
        var faults = new Faults("item", item.ItemId);
        faults.Id("item_id", item.ItemId);
        faults.Texts(("title", item.Title), ("description", item.Description), ("category", item.Category), ("brand", item.Brand), ("image", item.Image));
        faults.Attributes(item.Attributes);
        faults.Price("price", item.Price);
        faults.Price("cost", item.Cost);
    }

    /// <exception cref="TaojinException">user.invalid.</exception>
    public static void Check(UserRecord user)
    {
        var faults = new Faults("user", user.UserId);
        faults.Id("user_id", user.UserId);
        faults.Attributes(user.Attributes);
    }

    /// <exception cref="TaojinException">review.invalid.</exception>
    public static void Check(ReviewRecord review)
    {
        var faults = new Faults("review", review.ReviewId);
        faults.Id("review_id", review.ReviewId);
        faults.Id("user_id", review.UserId);
        faults.Id("item_id", review.ItemId);
        faults.Texts(("order_id", review.OrderId), ("title", review.Title), ("text", review.Text));
        faults.Number("rating", review.Rating);
    }

    /// <exception cref="TaojinException">feedback.invalid.</exception>
    public static void Check(FeedbackRecord feedback)
    {
        var faults = new Faults("feedback", feedback.Type);
        faults.Id("feedback_type", feedback.Type);
        faults.Id("user_id", feedback.UserId);
        faults.Id("item_id", feedback.ItemId);
        faults.Texts(("comment", feedback.Comment));
        faults.Attributes(feedback.Labels);
        faults.Number("value", (float)feedback.Value);
    }

    private sealed class Faults(string thing, string id)
    {
        public void Id(string name, string value)
        {
            if (value.Length == 0 || Encoding.UTF8.GetByteCount(value) > ImportScope.IdLimit || value.Any(char.IsControl))
                throw Of($"{name} must have 1 to {ImportScope.IdLimit} bytes and no control characters.");
        }

        public void Texts(params ReadOnlySpan<(string Name, string? Value)> texts)
        {
            foreach (var (name, value) in texts)
                if (value is not null && (value.Length > LongestText || value.Contains('\0', StringComparison.Ordinal)))
                    throw Of($"{name} must have at most {LongestText} characters, none of them U+0000.");
        }

        public void Attributes(string? json)
        {
            if (json is not null && (json.Length > LongestAttributes || json.Contains("\\u0000", StringComparison.Ordinal)))
                throw Of($"attributes and labels must have at most {LongestAttributes} characters as JSON, none of them U+0000.");
        }

        public void Price(string name, float? value)
        {
            if (value is not (null or (>= 0 and <= HighestPrice)))
                throw Of($"{name} must be 0 to {HighestPrice:0e0}.");
        }

        public void Number(string name, float? value)
        {
            if (value is { } number && !float.IsFinite(number))
                throw Of($"{name} must be a number that 32 bits hold.");
        }

        private TaojinException Of(string what) => new($"{thing}.invalid", $"{thing} '{id[..Math.Min(id.Length, 80)]}': {what}", "Mend it and send the whole call again; nothing of it was written.");
    }
}
