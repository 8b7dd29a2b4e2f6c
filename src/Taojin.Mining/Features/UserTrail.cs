using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Numerics;

namespace Taojin.Mining.Features;

/// <summary>
/// The last different items that a user touched, the newest first, for models that look at histories; only on request, since it is wide. Items and
/// categories are numbers from 1 to 2²⁰ that their ids are hashed to, the same in every process. 384 bytes a user.
/// </summary>
public sealed class UserTrail : IDescribed<FeatureCard>, IFeature
{
    /// <summary>How many items are remembered.</summary>
    public const int Length = 16;

    /// <summary>Columns of the item asked for: its own number and its category's.</summary>
    public const int OwnColumns = 2;

    /// <summary>Columns of each remembered item: number, category, strongest kind, hours since, touches.</summary>
    public const int TouchColumns = 5;

    private const ulong Numbers = 1 << 20;
    private readonly Catalogue _items;
    private readonly GrowingArray<Touch> _touches = new();

    private UserTrail(Catalogue items) => _items = items;

    /// <inheritdoc />
    public static FeatureCard Card { get; } = new(
        "user-trail",
        [
            new("this_item", "number of the id", "the item itself", "该商品本身", float.NaN),
            new("this_category", "number of the id", "the item's category itself", "该商品所属类目本身", float.NaN),
            .. Enumerable.Range(1, Length).SelectMany(place => new FeatureColumn[]
            {
                new($"trail_{place}_item", "number of the id", $"the item touched {Ordinal(place)} last", $"倒数第 {place} 个接触的商品", float.NaN),
                new($"trail_{place}_category", "number of the id", $"category of the item touched {Ordinal(place)} last", $"倒数第 {place} 个接触的商品的类目", float.NaN),
                new($"trail_{place}_kind", "number of the kind", $"the most that was done with the item touched {Ordinal(place)} last", $"对倒数第 {place} 个接触的商品的最强行为", float.NaN),
                new($"trail_{place}_hours", "hours", $"hours since the item touched {Ordinal(place)} last", $"距接触倒数第 {place} 个商品的小时数", float.NaN),
                new($"trail_{place}_times", "events", $"touches of the item touched {Ordinal(place)} last", $"对倒数第 {place} 个接触的商品的接触次数", float.NaN),
            }),
        ],
        settings => new UserTrail(settings.Items ?? new() { Ids = new() })) { IsOnRequest = true, Scope = FeatureScope.User };

    /// <inheritdoc />
    public void Observe(in FeatureEvent happened)
    {
        if (happened.Item < 0 || !happened.Kind.IsTouch())
            return;
        _touches.At((happened.User * Length) + Length - 1);
        var trail = Trail(happened.User);
        var place = 0;
        while (place < Length - 1 && trail[place].Times > 0 && trail[place].Item != happened.Item)
            place++;
        var known = trail[place].Times > 0 && trail[place].Item == happened.Item ? trail[place] : default;
        for (; place > 0; place--)
            trail[place] = trail[place - 1];
        trail[0] = new() { Item = happened.Item, Category = happened.Category, Time = happened.Time, Times = known.Times + 1, Kind = (EventKind)Math.Max((byte)known.Kind, (byte)happened.Kind) };
    }

    /// <inheritdoc />
    public void Read(in FeatureQuery asOf, Span<float> output)
    {
        output.Fill(float.NaN);
        (output[0], output[1]) = (ItemNumber(asOf.Item), CategoryNumber(asOf.Category));
        if (asOf.User < 0 || (asOf.User + 1) * Length > _touches.Values.Length)
            return;
        var trail = Trail(asOf.User);
        for (var place = 0; place < Length && trail[place].Times > 0; place++)
        {
            ref readonly var touch = ref trail[place];
            var columns = output.Slice(OwnColumns + (place * TouchColumns), TouchColumns);
            (columns[0], columns[1], columns[2]) = (ItemNumber(touch.Item), CategoryNumber(touch.Category), (float)touch.Kind);
            (columns[3], columns[4]) = ((float)(asOf.Time - touch.Time).TotalHours, touch.Times);
        }
    }

    /// <inheritdoc />
    public void Save(IArtifactWriter writer) => writer.Array(Card.Name, _touches.Values);

    /// <inheritdoc />
    public void Restore(IArtifactReader reader) => _touches.Restore(reader.Array<Touch>(Card.Name));

    private Span<Touch> Trail(int user) => System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _touches.At(user * Length), Length);

    private float ItemNumber(int item) => item >= 0 && item < _items.Ids.Count ? Number(_items.Ids.IdAt(item)) : float.NaN;

    private float CategoryNumber(int category) => category >= 0 && category < _items.Categories.Count ? Number(_items.Categories.IdAt(category)) : float.NaN;

    private static float Number(string id) => 1 + (SplitMix64.Stream(0, id).NextUInt64() % Numbers);

    private static string Ordinal(int place) => place switch { 1 => "1st", 2 => "2nd", 3 => "3rd", _ => $"{place}th" };

    private struct Touch
    {
        public int Item, Category, Times;
        public EventKind Kind;
        public Instant Time;
    }
}
