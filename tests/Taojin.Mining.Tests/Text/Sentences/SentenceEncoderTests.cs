using System.Numerics.Tensors;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Mining.Learning.Onnx;
using Taojin.Mining.Text.Sentences;
using Taojin.Testing;

namespace Taojin.Mining.Tests.Text.Sentences;

public sealed class SentenceEncoderTests
{
    private const float Bits = 1e-5f;
    private static readonly string[] Texts = ["明前龙井绿茶", "green tea 茶", "羽绒服 down jacket", "手机", "", "a much longer text about a parka and a coat and more of it 乌龙茶", "😀"];

    [Fact]
    public void Texts_that_mean_the_same_are_near_in_other_words_and_in_the_other_language()
    {
        var encoder = TinyEncoder.Encoder;

        Likeness(encoder, "乌龙茶", "oolong tea").ShouldBeGreaterThan(0.9f);
        Likeness(encoder, "parka", "羽绒服").ShouldBeGreaterThan(0.9f);
        Likeness(encoder, "乌龙茶", "parka").ShouldBeLessThan(0.3f);
    }

    [Fact]
    public void A_vector_is_the_mean_over_the_tokens_brought_to_length_1()
    {
        var parts = TinyEncoder.Parts;
        var (tokens, network) = (new SentenceTokens(parts), new SentenceNetwork(parts.Graph, TokenPooling.Mean));
        var ids = tokens.Of("tea 茶 q");
        var mean = new float[TinyEncoder.Width];
        foreach (var id in ids)
            TensorPrimitives.Add(mean, OfToken(parts, id), mean);
        TensorPrimitives.Divide(mean, TensorPrimitives.Norm<float>(mean), mean);

        Distance(network.Run([ids])[0], mean).ShouldBeLessThan(Bits);
        Distance(network.Run([ids, tokens.Of("a longer text, so that the first is filled up")])[0], mean).ShouldBeLessThan(Bits);
    }

    [Fact]
    public void The_first_token_speaks_where_the_folder_says_so() =>
        Distance(SentenceEncoder.Of(TinyEncoder.Parts with { Pooling = TokenPooling.First }).Vector("tea"), Unit(OfToken(TinyEncoder.Parts, 2))).ShouldBeLessThan(Bits);

    [Fact]
    public void A_network_that_gives_whole_sentences_is_taken_at_its_word()
    {
        var graph = new OnnxGraph("whole").Input("input_ids", OnnxType.Int64, OnnxLength.Any("texts"), OnnxLength.Any("tokens"))
            .Constant("table", [.. Enumerable.Range(0, TinyEncoder.Vocabulary.Count * 2).Select(at => at % 2 == 0 ? 3f : 4f)], TinyEncoder.Vocabulary.Count, 2)
            .Constant("axes", [1L], 1).Node("Gather", ["table", "input_ids"], "read").Node("ReduceMean", ["read"], "sentence_embedding", ("axes", (long[])[1]), ("keepdims", 0))
            .Output("sentence_embedding", OnnxType.Float32, OnnxLength.Any("texts"), 2).ToModel();

        SentenceEncoder.Of(TinyEncoder.Parts with { Graph = graph }).Encode("茶 tea").ShouldBe([0.6f, 0.8f], 1e-6f);
    }

    [Fact]
    public void Blocks_threads_and_single_texts_agree()
    {
        var alone = Texts.Select(text => SentenceEncoder.Of(TinyEncoder.Parts with { MostTokens = 61 }).Vector(text)).ToArray();
        var together = SentenceEncoder.Of(TinyEncoder.Parts with { MostTokens = 62 }).Encode(Texts, new FitContext { Threads = 4 });
        var again = SentenceEncoder.Of(TinyEncoder.Parts with { MostTokens = 63 }).Encode(Texts, new FitContext { Threads = 1 });

        together.Values.ShouldBe(again.Values);
        for (var text = 0; text < Texts.Length; text++)
            Distance(together[text], alone[text]).ShouldBeLessThan(Bits);
    }

    [Fact]
    public void A_text_that_the_vocabulary_does_not_know_has_the_vector_0()
    {
        foreach (var text in new[] { "", " \t\n", "\ud83d", "\0\u0001", "😀😀", "ценa", "不认识的语言" })
            TinyEncoder.Encoder.Encode(text).ShouldAllBe(each => each == 0);
    }

    [Fact]
    public void Equal_files_share_one_network() => SentenceEncoder.Of(TinyEncoder.Parts).ShouldBeSameAs(TinyEncoder.Encoder);

    [Fact]
    public void Damaged_and_foreign_networks_are_refused_with_what_to_do()
    {
        Code(TinyEncoder.Parts with { Graph = TinyEncoder.Parts.Graph[..^200] }).ShouldBe("encoder.damaged");
        Code(TinyEncoder.Parts with { Graph = new OnnxGraph("other").Input("x", 3).Node("Relu", ["x"], "y").Output("y", 3).ToModel() }).ShouldBe("encoder.shape");
        Code(TinyEncoder.Parts with { Graph = TinyEncoder.Graph(4) }).ShouldBe("encoder.mismatch");
        Code(TinyEncoder.Parts with { MostTokens = 2 }).ShouldBe("encoder.length");
    }

    private static string Code(EncoderParts parts)
    {
        var said = Should.Throw<TaojinException>(() => SentenceEncoder.Of(parts));
        said.Remedy.ShouldNotBeNullOrWhiteSpace();
        return said.Code;
    }

    private static float[] OfToken(EncoderParts parts, long id) => Unit(new SentenceNetwork(parts.Graph, TokenPooling.First).Run([[id, 3]])[0], Raw(parts, id));

    /// <summary>Length of a token's own vector: tanh of its row of the table.</summary>
    private static float Raw(EncoderParts parts, long id)
    {
        using var session = OnnxNetwork.Open(parts.Graph);
        using var ids = Microsoft.ML.OnnxRuntime.OrtValue.CreateTensorValueFromMemory((long[])[id], [1, 1]);
        using var mask = Microsoft.ML.OnnxRuntime.OrtValue.CreateTensorValueFromMemory((long[])[1], [1, 1]);
        using var run = new Microsoft.ML.OnnxRuntime.RunOptions();
        using var said = session.Run(run, ["input_ids", "attention_mask"], [ids, mask], ["last_hidden_state"]);
        return TensorPrimitives.Norm<float>(said[0].GetTensorDataAsSpan<float>());
    }

    private static float[] Unit(float[] vector, float length = 1)
    {
        var unit = (float[])vector.Clone();
        TensorPrimitives.Multiply(unit, length / TensorPrimitives.Norm<float>(vector), unit);
        return unit;
    }

    private static float Likeness(SentenceEncoder encoder, string left, string right) => TensorPrimitives.Dot<float>(encoder.Vector(left), encoder.Vector(right));

    private static float Distance(ReadOnlySpan<float> left, ReadOnlySpan<float> right) => TensorPrimitives.Distance(left, right);
}
