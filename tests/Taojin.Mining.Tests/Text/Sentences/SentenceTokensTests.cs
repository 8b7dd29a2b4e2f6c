using System.Text;
using Taojin.Data;
using Taojin.Mining.Learning.Onnx;
using Taojin.Mining.Text.Sentences;

namespace Taojin.Mining.Tests.Text.Sentences;

/// <summary>Tokens against values that the tokenizers' own authors published.</summary>
public sealed class SentenceTokensTests
{
    /// <summary>google-research/bert, tokenization_test.py: test_full_tokenizer; marks that it does not use stand behind.</summary>
    [Fact]
    public void Capitals_accents_and_signs_are_cut_as_in_the_test_of_the_authors_of_bert()
    {
        var tokens = WordPiece("[UNK] [CLS] [SEP] want ##want ##ed wa un runn ##ing , [PAD] [MASK]".Split(' '));

        tokens.Of("UNwant\u00E9d,running").ShouldBe([1, 7, 4, 5, 10, 8, 9, 2]);
    }

    /// <summary>The same file: test_chinese, "ah\u535A\u63A8zz" falls into ah, 博, 推, zz.</summary>
    [Fact]
    public void Chinese_characters_stand_alone_as_in_the_test_of_the_authors_of_bert()
    {
        var tokens = WordPiece("[PAD] [UNK] [CLS] [SEP] [MASK] ah 博 推 zz".Split(' '));

        tokens.Of("ah\u535A\u63A8zz").ShouldBe([2, 5, 6, 7, 8, 3]);
        tokens.Of("博客").ShouldBe([2, 6, 1, 3]);
    }

    /// <summary>bert-base-uncased, as its users print it: "Hello, world!" is 101 7592 1010 2088 999 102.</summary>
    [Fact]
    public void Numbers_are_those_of_bert_base_uncased()
    {
        var lines = Enumerable.Range(0, 7593).Select(line => $"[unused{line}]").ToArray();
        (lines[0], lines[100], lines[101], lines[102], lines[103]) = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");
        (lines[999], lines[1010], lines[2088], lines[7592]) = ("!", ",", "world", "hello");

        WordPiece(lines).Of("Hello, world!").ShouldBe([101, 7592, 1010, 2088, 999, 102]);
    }

    [Fact]
    public void A_cased_vocabulary_keeps_capitals_and_accents()
    {
        var parts = new EncoderParts { Graph = [], Vocabulary = Lines("[PAD] [UNK] [CLS] [SEP] [MASK] Café café cafe 茶".Split(' ')), IsLowerCase = false };

        new SentenceTokens(parts).Of("Café 茶").ShouldBe([2, 5, 8, 3]);
    }

    [Fact]
    public void What_is_too_long_is_cut_and_keeps_its_marks()
    {
        var parts = new EncoderParts { Graph = [], Vocabulary = Lines("[PAD] [UNK] [CLS] [SEP] [MASK] 好".Split(' ')), MostTokens = 6 };

        new SentenceTokens(parts).Of(new string('好', 1 << 20)).ShouldBe([2, 5, 5, 5, 5, 3]);
        new SentenceTokens(parts).Of("").ShouldBe([2, 3]);
        new SentenceTokens(parts).Of("\ud83d").ShouldNotBeEmpty();
    }

    /// <summary>Kudo 2018, arXiv:1804.10959: of all ways to cut, the one with the highest sum of log-probabilities; here 红茶 (−3) beats 红 + 茶 (−2 −2), and b + c (−2 −2) beats bc (−5).</summary>
    [Fact]
    public void Sentence_pieces_are_the_most_probable_ones_and_may_have_the_numbers_of_xlm_roberta()
    {
        var model = Pieces(("<unk>", 0, 2), ("<s>", 0, 3), ("</s>", 0, 3), ("▁", -1, 1), ("红", -2, 1), ("茶", -2, 1), ("红茶", -3, 1), ("b", -2, 1), ("c", -2, 1), ("bc", -5, 1));

        new SentenceTokens(new() { Graph = [], Vocabulary = model, Tokens = TokenKind.SentencePiece }).Of("红茶 bc").ShouldBe([1, 3, 6, 3, 7, 8, 2]);
        new SentenceTokens(new() { Graph = [], Vocabulary = model, Tokens = TokenKind.XlmRoberta }).Of("红茶 bc z").ShouldBe([0, 4, 7, 4, 8, 9, 4, 3, 2]);
    }

    [Theory]
    [InlineData(TokenKind.WordPiece, "")]
    [InlineData(TokenKind.WordPiece, "nothing\nof\nuse\n")]
    [InlineData(TokenKind.SentencePiece, "this is no model")]
    public void A_vocabulary_that_cannot_be_read_says_so_and_what_to_do(TokenKind kind, string content)
    {
        var said = Should.Throw<TaojinException>(() => new SentenceTokens(new() { Graph = [], Vocabulary = Encoding.UTF8.GetBytes(content), Tokens = kind }));

        said.Code.ShouldBe("encoder.vocabulary");
        said.Remedy.ShouldContain("vocab.txt");
    }

    private static SentenceTokens WordPiece(IEnumerable<string> lines) => new(new() { Graph = [], Vocabulary = Lines(lines) });

    private static byte[] Lines(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");

    /// <summary>sentencepiece_model.proto: 1 pieces (1 piece, 2 score, 3 type), 2 trainer (3 model_type, 1 for unigram; 40 to 43 numbers of the marks), 3 normalizer (3 add_dummy_prefix, 4 remove_extra_whitespaces, 5 escape_whitespaces).</summary>
    private static byte[] Pieces(params (string Piece, float Score, int Type)[] pieces)
    {
        var model = new Protobuf();
        foreach (var (piece, score, type) in pieces)
            model.Message(1, new Protobuf().Text(1, piece).Number(2, score).Number(3, type));
        return model.Message(2, new Protobuf().Number(3, 1).Number(40, 0).Number(41, 1).Number(42, 2).Number(43, -1))
            .Message(3, new Protobuf().Text(1, "identity").Number(3, 1).Number(4, 1).Number(5, 1)).ToArray();
    }
}
