using Taojin.Data;
using Taojin.Mining.Recommendation.Rules;

namespace Taojin.Mining.Tests.Recommendation.Rules;

/// <summary>What a merchant can write, and what it means.</summary>
public sealed class RuleTests
{
    private static readonly Facts Dress = new()
    {
        ["item.price"] = RuleValue.Of(59.9),
        ["item.stock"] = RuleValue.Of(3),
        ["item.brand"] = RuleValue.Of("云裳"),
        ["item.title"] = RuleValue.Of("Red Summer Dress 夏季连衣裙"),
        ["item.category"] = RuleValue.Of(["女装", "连衣裙"]),
        ["item.attributes.size"] = RuleValue.Of("38"),
        ["context.device"] = RuleValue.Of("phone"),
    };

    [Theory]
    [InlineData("item.price < 60", true)]
    [InlineData("item.price between 59.9 and 60", true)]
    [InlineData("item.price >= 60 or item.stock > 2", true)]
    [InlineData("item.price >= 60 or item.stock > 2 and item.brand = '李宁'", false)] // and binds tighter
    [InlineData("(item.price >= 60 or item.stock > 2) and item.brand = \"云裳\"", true)]
    [InlineData("not item.brand in ['李宁', '安踏']", true)]
    [InlineData("item.category any ['鞋', '连衣裙']", true)]
    [InlineData("item.category all ['女装', '连衣裙']", true)]
    [InlineData("item.category all ['女装', '鞋']", false)]
    [InlineData("item.title contains 'SUMMER'", true)]
    [InlineData("item.title contains '连衣'", true)]
    [InlineData("item.attributes.size = 38", true)]
    [InlineData("item.attributes.size > 37", true)]
    [InlineData("context.device != 'phone'", false)]
    [InlineData("context.device contains 'ph'", true)]
    [InlineData("context.hour < 9", false)]
    public void A_rule_means_what_it_says(string rule, bool holds) => Rule.Parse(rule).Holds(Dress).ShouldBe(holds);

    [Theory]
    [InlineData("item.cost < 10")]
    [InlineData("item.cost >= 10")]
    [InlineData("item.cost = 10")]
    [InlineData("item.cost between -1 and 1")]
    [InlineData("item.attributes.colour = 'red'")]
    [InlineData("known item.cost")]
    public void Nothing_holds_of_what_is_not_known(string rule)
    {
        Rule.Parse(rule).Holds(Dress).ShouldBeFalse();
        Rule.Parse($"not ({rule})").Holds(Dress).ShouldBeTrue();
    }

    [Theory]
    [InlineData("item.prize < 3", 1, "'item.prize' is no field")]
    [InlineData("item.price < 'x'", 14, "Expected a number")]
    [InlineData("item.price <", 13, "Expected a number")]
    [InlineData("item.brand = 'x", 14, "does not end")]
    [InlineData("item.brand in []", 16, "Expected a text")]
    [InlineData("(item.price < 3", 16, "Expected ')'")]
    [InlineData("item.price < 3 item.stock > 1", 16, "Expected and, or, or the end")]
    [InlineData("item.price ; 3", 12, "';' means nothing here")]
    [InlineData("", 1, "is no field")]
    [InlineData("known item.cost and item.brand < 5", 21, "'item.brand' is a text, of which '<' never holds")]
    [InlineData("not item.category between 1 and 2", 5, "'item.category' is a text")]
    [InlineData("item.title >= 3", 1, "'item.title' is a text")]
    [InlineData("user.id > 3", 1, "'user.id' is a text")]
    [InlineData("item.price contains '9'", 1, "'item.price' is a number, of which 'contains' never holds")]
    [InlineData("item.age_days = '新'", 17, "'item.age_days' is a number and never the text '新'")]
    [InlineData("item.stock in [1, '2']", 19, "leave out the quotes")]
    [InlineData("item.category any ['女装', 38]", 26, "put it in quotes")]
    public void A_fault_is_named_with_its_place(string rule, int column, string message)
    {
        var fault = Should.Throw<TaojinException>(() => Rule.Parse(rule));

        fault.Code.ShouldBe("rule.invalid");
        fault.Message.ShouldContain(message);
        fault.Message.ShouldContain($"at letter {column} of");
    }

    [Fact]
    public void A_rule_of_a_stranger_cannot_exhaust_the_stack() =>
        Should.Throw<TaojinException>(() => Rule.Parse(new string('(', 3000))).Message.ShouldContain("levels");

    [Fact]
    public void Any_text_is_a_rule_or_a_named_fault() => CsCheck.Check.Sample(CsCheck.Gen.String[CsCheck.Gen.Char["item.price<=>\"'()[]andortknw 19连"], 0, 40], text =>
    {
        try
        {
            Rule.Parse(text).Holds(Dress);
        }
        catch (TaojinException fault)
        {
            fault.Code.ShouldBe("rule.invalid");
        }
    });

    [Theory]
    [InlineData("item.price < 3 and item.category any ['鞋']", true)]
    [InlineData("item.price < 3 and user.id = 'u1'", false)]
    [InlineData("item.age_days < 30", false)]
    public void A_rule_of_the_item_alone_is_known_as_one(string rule, bool isOfItemAlone) => Rule.Parse(rule).IsOfItemAlone.ShouldBe(isOfItemAlone);

    private sealed class Facts : Dictionary<string, RuleValue>, IRuleFacts
    {
        RuleValue IRuleFacts.this[RuleField field] => TryGetValue(field.ToString(), out var value) ? value : RuleValue.Unknown;
    }
}
