using CsCheck;
using Taojin.Mining.Classification;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Pictures;
using Taojin.Numerics;
using Taojin.Testing.Contracts;

namespace Taojin.Mining.Tests.Learning.Pictures;

public sealed class PictureTests
{
    private static readonly Gen<Picture> AnyPicture =
        from width in Gen.Int[1, 40]
        from height in Gen.Int[1, 40]
        from points in Gen.Byte.Array[width * height * 3]
        select new Picture(width, height, points);

    [Fact]
    public void Another_size_stays_within_the_colours_there_are() => AnyPicture.Select(Gen.Int[1, 50], Gen.Int[1, 50]).Sample((picture, width, height) =>
    {
        var resized = picture.Resized(width, height);
        for (var colour = 0; colour < 3; colour++)
        {
            var (before, after) = (picture.Points.ToArray().Where((_, at) => at % 3 == colour), resized.Points.ToArray().Where((_, at) => at % 3 == colour).ToArray());
            ((int)after.Min()).ShouldBeGreaterThanOrEqualTo(before.Min());
            ((int)after.Max()).ShouldBeLessThanOrEqualTo(before.Max());
        }
    }, iter: 200);

    [Fact]
    public void The_same_size_is_the_same_picture() => AnyPicture.Sample(picture => picture.Resized(picture.Width, picture.Height).Points.SequenceEqual(picture.Points).ShouldBeTrue(), iter: 100);

    [Fact]
    public void Half_the_size_is_a_mean_by_hand()
    {
        // Triangles over two points of four with centres at 0.5 and 2.5: shares 1/8 3/8 3/8 1/8, at the edge 3/7 3/7 1/7.
        Picture.Grey(4, 1, [0, 70, 140, 210]).Resized(2, 1).Points.ToArray().Where((_, at) => at % 3 == 0).ShouldBe([(byte)50, (byte)160]);
    }

    [Theory]
    [InlineData(60, 80, 40)]
    [InlineData(80, 20, 28)]
    [InlineData(1, 1, 96)]
    public void A_square_holds_the_whole_picture_on_the_colour_of_its_edge(int width, int height, int size)
    {
        var points = Enumerable.Repeat((byte)250, width * height * 3).ToArray();
        var square = new Picture(width, height, points).Square(size);

        (square.Width, square.Height).ShouldBe((size, size));
        square.Points.ToArray().ShouldAllBe(point => point == 250);
    }

    [Fact]
    public void What_is_kept_for_a_network_is_no_larger_than_it_sees_and_looks_the_same_to_it() => AnyPicture.Select(Gen.Int[1, 50]).Sample((picture, size) =>
    {
        var kept = picture.Within(size);

        kept.Points.Length.ShouldBeLessThanOrEqualTo(size * size * 3);
        kept.Square(size).Points.SequenceEqual(picture.Square(size).Points).ShouldBeTrue();
    }, iter: 100);

    [Fact]
    public void Points_that_do_not_fit_are_refused() => Should.Throw<ArgumentException>(() => new Picture(2, 2, new byte[11])).Message.ShouldContain("12 bytes");

    [Fact]
    public void The_same_shot_in_another_size_and_light_is_found_and_other_shots_are_not()
    {
        var chance = SplitMix64.Stream(11, "shots");
        var shots = Enumerable.Range(0, 30).Select(row => LabelledProducts.Shape(row % 3, ref chance).Resized(60, 60)).ToList();
        shots.Add(shots[4]);
        shots.Add(shots[7].Resized(45, 45));
        shots.Add(new(60, 60, [.. shots[9].Points.ToArray().Select(point => (byte)Math.Min(255, point + 3))]));

        var groups = PictureDuplicates.Find([.. shots.Select(PictureSign.Of), null], new FitContext());

        groups.Select(group => string.Join(',', group.Items)).ShouldBe(["4,30", "7,31", "9,32"]);
        groups.Select(group => group.IsExact).ShouldBe([true, false, false]);
    }

    [Fact]
    public void Colours_and_edges_tell_what_looks_alike()
    {
        var traits = new PictureTraits();
        float[] Of(Picture picture)
        {
            var vector = new float[traits.EmbeddingWidth];
            traits.Embed(picture, vector);
            return vector;
        }
        var (red, alsoRed, blue) = (Of(Filled(200, 10, 10)), Of(Filled(205, 12, 14)), Of(Filled(10, 10, 200)));

        System.Numerics.Tensors.TensorPrimitives.Dot<float>(red, alsoRed).ShouldBeGreaterThan(System.Numerics.Tensors.TensorPrimitives.Dot<float>(red, blue) + 0.2f);
        System.Numerics.Tensors.TensorPrimitives.Norm<float>(red).ShouldBe(1, 1e-5f);
    }

    private static Picture Filled(byte red, byte green, byte blue) => new(20, 20, [.. Enumerable.Range(0, 400).SelectMany(at => at % 20 is < 5 or > 14 ? new byte[] { 250, 250, 250 } : [red, green, blue])]);
}
