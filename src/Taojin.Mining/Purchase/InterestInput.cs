using Taojin.Mining.Features;
using Taojin.Mining.Learning;

namespace Taojin.Mining.Purchase;

/// <summary>What the interest network reads of some rows. Of n rows with p standardised columns and L places of the trail.</summary>
internal sealed class InterestBatch(int rows, int columns)
{
    /// <summary>Numbers of a touch: age, touches, same item, same category.</summary>
    public const int TouchNumbers = 4;

    public int Rows => rows;

    /// <summary>Standardised columns, shape [n × p].</summary>
    public float[] Columns { get; } = new float[rows * columns];

    /// <summary>Items: the one in question, then those touched; 0 for none, shape [n × (1 + L)].</summary>
    public long[] Items { get; } = new long[rows * (1 + UserTrail.Length)];

    /// <summary>Categories in the same way, shape [n × (1 + L)].</summary>
    public long[] Categories { get; } = new long[rows * (1 + UserTrail.Length)];

    /// <summary>Kinds of the touches, shape [n × L].</summary>
    public long[] Kinds { get; } = new long[rows * UserTrail.Length];

    /// <summary>Numbers of the touches, shape [n × L × 4].</summary>
    public float[] Touches { get; } = new float[rows * UserTrail.Length * TouchNumbers];

    /// <summary>1 where there is something, else 0: the item in question, then the touches, shape [n × (1 + L)]. In between to explain.</summary>
    public float[] Gates { get; } = new float[rows * (1 + UserTrail.Length)];
}

/// <summary>Turns rows of features with their trail into what the network reads.</summary>
/// <param name="standardizer">Of the plain columns.</param>
/// <param name="columns">Number of plain columns.</param>
/// <param name="buckets">Places that ids are hashed to.</param>
internal sealed class InterestInput(Standardizer standardizer, int columns, (int Items, int Categories) buckets)
{
    private const float HoursScale = 0.2f;
    private static readonly float[] NoTrail = NaNs();

    public InterestBatch Pack(FeatureTable table, ReadOnlySpan<long> rows)
    {
        var batch = new InterestBatch(rows.Length, standardizer.Width);
        for (var place = 0; place < rows.Length; place++)
            Write(table.Values[(int)rows[place]], table.Trail is { } trail ? trail.Values[(int)rows[place]] : NoTrail, batch, place);
        return batch;
    }

    public InterestBatch Pack(FeatureTable table, int start, int count)
    {
        var batch = new InterestBatch(count, standardizer.Width);
        for (var place = 0; place < count; place++)
            Write(table.Values[start + place], table.Trail is { } trail ? trail.Values[start + place] : NoTrail, batch, place);
        return batch;
    }

    /// <param name="row">Plain columns, and behind them those of the trail, if the model has any.</param>
    /// <param name="copies">How often the row stands in the batch.</param>
    public InterestBatch Pack(ReadOnlySpan<float> row, int copies = 1)
    {
        var batch = new InterestBatch(copies, standardizer.Width);
        for (var place = 0; place < copies; place++)
            Write(row[..columns], row.Length > columns ? row[columns..] : NoTrail, batch, place);
        return batch;
    }

    private void Write(ReadOnlySpan<float> row, ReadOnlySpan<float> trail, InterestBatch batch, int place)
    {
        standardizer.Apply(row, batch.Columns.AsSpan(place * standardizer.Width, standardizer.Width));
        var (first, touches) = (place * (1 + UserTrail.Length), place * UserTrail.Length);
        (batch.Items[first], batch.Categories[first], batch.Gates[first]) = (Bucket(trail[0], buckets.Items), Bucket(trail[1], buckets.Categories), 1);
        for (var each = 0; each < UserTrail.Length; each++)
        {
            var touch = trail.Slice(UserTrail.OwnColumns + (each * UserTrail.TouchColumns), UserTrail.TouchColumns);
            if (float.IsNaN(touch[4]))
                break;
            (batch.Items[first + 1 + each], batch.Categories[first + 1 + each], batch.Gates[first + 1 + each]) = (Bucket(touch[0], buckets.Items), Bucket(touch[1], buckets.Categories), 1);
            batch.Kinds[touches + each] = (long)touch[2];
            var numbers = batch.Touches.AsSpan((touches + each) * InterestBatch.TouchNumbers, InterestBatch.TouchNumbers);
            (numbers[0], numbers[1]) = (HoursScale * MathF.Log(1 + Math.Max(0, touch[3])), MathF.Log(touch[4]));
            (numbers[2], numbers[3]) = (touch[0] == trail[0] ? 1 : 0, touch[1] == trail[1] ? 1 : 0);
        }
    }

    /// <summary>0 stands for what is unknown.</summary>
    private static long Bucket(float number, int buckets) => float.IsNaN(number) ? 0 : 1 + ((long)number % buckets);

    private static float[] NaNs()
    {
        var trail = new float[UserTrail.Card.Columns.Count];
        Array.Fill(trail, float.NaN);
        return trail;
    }
}
