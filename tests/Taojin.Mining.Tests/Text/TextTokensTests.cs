using CsCheck;
using Taojin.Mining.Text;

namespace Taojin.Mining.Tests.Text;

public sealed class TextTokensTests
{
    [Theory]
    [InlineData("Apple iPhone 8 Plus, 64GB", "apple|iphone|8|plus|,|64gb")]
    [InlineData("羽绒服Ｌ码！", "羽|绒|服|l|码|!")]
    [InlineData("Café ☕ s'il", "café|☕|s|'|il")]
    [InlineData("好评👍👍", "好|评|👍|👍")]
    [InlineData("แมว", "แ|ม|ว")]
    [InlineData("𠮷野家", "𠮷|野|家")]
    [InlineData(" \t\n", "")]
    [InlineData("", "")]
    public void Words_stand_whole_and_Chinese_characters_alone(string text, string tokens) => string.Join('|', Tokens(text, true)).ShouldBe(tokens);

    [Fact]
    public void Signs_can_be_left_out() => Tokens("好评👍, 64GB!", false).ShouldBe(["好", "评", "64gb"]);

    [Fact]
    public void Tokens_of_any_text_lie_in_it_in_order_and_hold_no_blank() => Gen.String.Sample(text =>
    {
        var folded = TextTokens.Fold(text);
        var (tokens, end) = (new List<TextToken>(), 0);
        TextTokens.AddTo(folded, true, tokens);
        foreach (var token in tokens)
        {
            token.Start.ShouldBeGreaterThanOrEqualTo(end);
            end = token.Start + token.Length;
            folded[token.Start..end].ShouldNotContain(' ');
        }
        end.ShouldBeLessThanOrEqualTo(folded.Length);
    });

    [Fact]
    public void A_megabyte_of_text_is_cut() => TextTokens.Fold(new string('x', 1 << 20)).Length.ShouldBe(TextTokens.MostCharacters);

    private static IEnumerable<string> Tokens(string text, bool hasSigns)
    {
        var (folded, tokens) = (TextTokens.Fold(text), new List<TextToken>());
        TextTokens.AddTo(folded, hasSigns, tokens);
        return tokens.Select(token => folded.Substring(token.Start, token.Length));
    }
}
