using Taojin.Mining.Classification;

namespace Taojin.Quality.Classification;

/// <summary>Options of the pictures' benchmarks, found on a fifth of what is learned from; the test pictures were not looked at.</summary>
internal static class TunedPictures
{
    /// <summary>Grey pictures of 28 points that fill their frame.</summary>
    public static ImageCnnOptions FashionMnist { get; } = new() { Size = 28, BatchSize = 16, Epochs = 30, L2 = 0.01, MixUp = 0, Crop = 0.03, Zoom = 0.03 };

    /// <summary>Shots of 60 × 80 points on white, 49 types.</summary>
    public static ImageCnnOptions FashionImages { get; } = new() { Size = 32, BatchSize = 16, Epochs = 20, L2 = 0.01, MixUp = 0, Crop = 0.03, Zoom = 0.03 };
}
