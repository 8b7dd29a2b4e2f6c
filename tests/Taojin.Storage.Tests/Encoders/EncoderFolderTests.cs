using System.Text.Json;
using Taojin.Data;
using Taojin.Mining.Learning;
using Taojin.Storage.Encoders;
using Taojin.Testing;

namespace Taojin.Storage.Tests.Encoders;

public sealed class EncoderFolderTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_folder_with_a_network_and_a_vocabulary_is_an_encoder()
    {
        var encoder = EncoderFolder.Read(TinyEncoder.WriteTo(_scratch.PathOf("tiny")));

        encoder.Width.ShouldBe(TinyEncoder.Width);
        encoder.Encode("龙井茶").ShouldBe(TinyEncoder.Encoder.Encode("龙井茶"));
    }

    [Fact]
    public void The_layout_of_publishers_is_read_too()
    {
        var folder = TinyEncoder.WriteTo(_scratch.PathOf("published"));
        Directory.CreateDirectory(Path.Combine(folder, "onnx"));
        File.Move(Path.Combine(folder, "model.onnx"), Path.Combine(folder, "onnx", "model.onnx"));
        File.Delete(Path.Combine(folder, "vocab.txt"));
        Write(folder, "tokenizer.json", new { normalizer = new { type = "BertNormalizer", lowercase = true }, model = new { type = "WordPiece", vocab = TinyEncoder.Vocabulary.Select((token, line) => (token, line)).ToDictionary(each => each.token, each => each.line) } });
        Write(folder, "sentence_bert_config.json", new { max_seq_length = 5 });
        Directory.CreateDirectory(Path.Combine(folder, "1_Pooling"));
        Write(folder, "1_Pooling/config.json", new { pooling_mode_cls_token = true });

        var encoder = EncoderFolder.Read(folder);

        encoder.Encode("TEA 茶").ShouldBe(encoder.Encode("coat 羽绒服"), "the first token is the mark, which no word changes here");
        Write(folder, "1_Pooling/config.json", new { pooling_mode_cls_token = false });
        EncoderFolder.Read(folder).Encode("TEA 茶 coat").ShouldBe(EncoderFolder.Read(folder).Encode("TEA 茶 coat and more"), "five tokens are read");
    }

    [Fact]
    public void What_is_missing_or_damaged_is_named_with_what_to_do()
    {
        Code("nowhere").ShouldBe("encoder.folder");
        Directory.CreateDirectory(_scratch.PathOf("empty"));
        Code("empty").ShouldBe("encoder.network-missing");
        Broken("no-tokenizer", folder => File.Delete(Path.Combine(folder, "vocab.txt"))).ShouldBe("encoder.tokenizer-missing");
        Broken("half", folder => File.WriteAllBytes(Path.Combine(folder, "model.onnx"), TinyEncoder.Parts.Graph[..300])).ShouldBe("encoder.damaged");
        Broken("text", folder => File.WriteAllText(Path.Combine(folder, "model.onnx"), "<!DOCTYPE html>")).ShouldBe("encoder.damaged");
        Broken("words", folder => File.WriteAllText(Path.Combine(folder, "vocab.txt"), "茶\n")).ShouldBe("encoder.vocabulary");
        Broken("other", folder => File.WriteAllBytes(Path.Combine(folder, "model.onnx"), TinyEncoder.Graph(8))).ShouldBe("encoder.mismatch");
        Broken("settings", folder => File.WriteAllText(Path.Combine(folder, "tokenizer_config.json"), "{")).ShouldBe("encoder.settings");
        Broken("unigram", folder =>
        {
            File.Delete(Path.Combine(folder, "vocab.txt"));
            Write(folder, "tokenizer.json", new { model = new { type = "Unigram", vocab = new[] { "茶" } } });
        }).ShouldBe("encoder.tokenizer-kind");
        Broken("gap", folder =>
        {
            File.Delete(Path.Combine(folder, "vocab.txt"));
            Write(folder, "tokenizer.json", new { model = new { type = "WordPiece", vocab = new Dictionary<string, int> { ["[CLS]"] = 0, ["茶"] = 2 } } });
        }).ShouldBe("encoder.settings");
    }

    /// <summary>all-MiniLM-L6-v2, where it is here ($TAOJIN_ENCODER): the example of its publishers at sbert.net gives .6660, .1046 and .1411.</summary>
    [Fact]
    public void A_published_encoder_gives_the_published_likenesses()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("TAOJIN_ENCODER") is { Length: > 0 }, "Name the folder of all-MiniLM-L6-v2 in $TAOJIN_ENCODER; scripts/get-encoder.sh fetches it.");
        var encoder = EncoderFolder.Read(Environment.GetEnvironmentVariable("TAOJIN_ENCODER")!);
        var vectors = encoder.Encode(["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."], new FitContext());

        Dot(0, 1).ShouldBe(0.6660, 5e-4);
        Dot(0, 2).ShouldBe(0.1046, 5e-4);
        Dot(1, 2).ShouldBe(0.1411, 5e-4);

        double Dot(int left, int right) => System.Numerics.Tensors.TensorPrimitives.Dot<float>(vectors[left], vectors[right]);
    }

    private string Broken(string name, Action<string> how)
    {
        how(TinyEncoder.WriteTo(_scratch.PathOf(name)));
        return Code(name);
    }

    private string Code(string name)
    {
        var said = Should.Throw<TaojinException>(() => EncoderFolder.Read(_scratch.PathOf(name)));
        said.Remedy.ShouldNotBeNullOrWhiteSpace();
        return said.Code;
    }

    private static void Write(string folder, string file, object content) => File.WriteAllText(Path.Combine(folder, file), JsonSerializer.Serialize(content));
}
