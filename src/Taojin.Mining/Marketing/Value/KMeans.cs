using Taojin.Mining.Learning;

namespace Taojin.Mining.Marketing.Value;

/// <summary>Parts points into clusters around their means, from a start that spreads them (k-means++).</summary>
internal static class KMeans
{
    /// <returns>Centres, flat, in order of their first coordinate and then the others: the same whatever the start's order.</returns>
    public static double[] Fit(double[][] points, int clusters, int rounds, FitContext context)
    {
        var centres = Start(points, clusters, context);
        var nearest = new int[points.Length];
        for (var round = 0; round < rounds; round++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var moved = false;
            for (var point = 0; point < points.Length; point++)
            {
                var now = Nearest(points[point], centres);
                moved |= now != nearest[point];
                nearest[point] = now;
            }
            Recentre(points, nearest, centres);
            if (!moved && round > 0)
                break;
        }
        return [.. centres.OrderByDescending(centre => centre.Sum()).ThenByDescending(centre => centre[0]).SelectMany(centre => centre)];
    }

    /// <summary>Index of the nearest centre; the first of equal ones.</summary>
    public static int Nearest(double[] point, double[][] centres)
    {
        var (best, least) = (0, double.PositiveInfinity);
        for (var centre = 0; centre < centres.Length; centre++)
            if (Distance(point, centres[centre]) is var distance && distance < least)
                (best, least) = (centre, distance);
        return best;
    }

    private static double[][] Start(double[][] points, int clusters, FitContext context)
    {
        var (chance, centres) = (context.Random("rfm/start"), new List<double[]>());
        centres.Add((double[])points[chance.NextInt32(points.Length)].Clone());
        var distances = points.Select(point => Distance(point, centres[0])).ToArray();
        while (centres.Count < clusters && distances.Sum() is > 0 and var all)
        {
            var (place, left) = (0, chance.NextDouble() * all);
            while (place < points.Length - 1 && (left -= distances[place]) > 0)
                place++;
            centres.Add((double[])points[place].Clone());
            for (var point = 0; point < points.Length; point++)
                distances[point] = Math.Min(distances[point], Distance(points[point], centres[^1]));
        }
        return [.. centres];
    }

    private static void Recentre(double[][] points, int[] nearest, double[][] centres)
    {
        var (sums, counts) = (centres.Select(centre => new double[centre.Length]).ToArray(), new int[centres.Length]);
        for (var point = 0; point < points.Length; point++)
        {
            counts[nearest[point]]++;
            for (var index = 0; index < points[point].Length; index++)
                sums[nearest[point]][index] += points[point][index];
        }
        for (var centre = 0; centre < centres.Length; centre++)
            if (counts[centre] > 0)
                centres[centre] = Array.ConvertAll(sums[centre], sum => sum / counts[centre]);
    }

    private static double Distance(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var index = 0; index < a.Length; index++)
            sum += (a[index] - b[index]) * (a[index] - b[index]);
        return sum;
    }
}
