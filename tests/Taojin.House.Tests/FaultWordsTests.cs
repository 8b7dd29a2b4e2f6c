using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Taojin.Data;
using Taojin.Data.Faults;

namespace Taojin.House.Tests;

/// <summary>Whatever can go wrong is said in both languages.</summary>
public sealed partial class FaultWordsTests
{
    /// <summary>Made of a name and <c>.invalid</c> in one place.</summary>
    private static readonly string[] Composed = ["item.invalid", "review.invalid", "user.invalid"];

    [Fact]
    public void Every_code_of_a_fault_has_Chinese_words_and_no_words_are_left_over()
    {
        var thrown = Source.Under("src").SelectMany(Codes).Concat(Composed.Select(code => (Code: code, Place: ""))).ToLookup(each => each.Code, each => each.Place);

        thrown.Where(code => !FaultWords.Codes.Contains(code.Key)).Select(code => $"{code.Key} at {code.First()}").ShouldBeEmpty("src/Taojin.Data/Faults/zh.json lacks them");
        FaultWords.Codes.Where(code => !thrown.Contains(code)).ShouldBeEmpty("nobody throws them any more");
        thrown.Count.ShouldBeGreaterThan(190); // else the search itself is blind
    }

    [Fact]
    public void The_words_take_over_names_and_what_is_known()
    {
        var fault = new TaojinException("placement.unknown", "There is no placement '首页'.", "Known: default, 详情页.");

        FaultWords.Of(fault, isChinese: true).ShouldBe(("没有推荐位“首页”。", "已知：default, 详情页", fault.Message));
        FaultWords.Of(fault, isChinese: false).ShouldBe((fault.Message, fault.Remedy, null));
    }

    [Theory]
    [InlineData("settings.value-invalid", "taojin.toml: pins does not suit.", "Such as:\n[placements.home]\ncount = 10", "例如：\n[placements.home]\ncount = 10")]
    [InlineData("settings.value-invalid", "taojin.toml: server.port = x does not suit.", "Port: any that is free. Such as: port = 8686", "例如：port = 8686")]
    [InlineData("settings.key-unknown", "taojin.toml: 'prot' in [server] is not known.", "Did you mean 'port' in [server]?", "是否想写“port”？")]
    [InlineData("usage.set", "'mlp' is no option.", "Write it as algorithm.option=value.", "请写成 算法.选项=值，例如 gradient-boosting.leaves=31；行为的权重写成 weights.view=1，数值为 0 到 1000。")]
    public void A_remedy_in_Chinese_names_the_same_particulars(string code, string message, string remedy, string chinese) =>
        FaultWords.Of(new(code, message, remedy), isChinese: true).Remedy.ShouldBe(chinese);

    [Fact]
    public void Bounds_of_a_request_are_said_in_both_languages()
    {
        FaultWords.Of(RequestFault.OutOfRange("n", 5000, (1, 1000)), isChinese: true).ShouldBe(("n 是 5000，超出了范围。", "请给出 1 到 1000。", null));
        FaultWords.Of(RequestFault.OutOfRange("n", 5000, (1, 1000)), isChinese: false).ShouldBe(("n is 5000.", "Ask for 1 to 1000.", null));
        FaultWords.Of(RequestFault.Unknown("format", "表格", ["jsonl", "csv"]), isChinese: true).ShouldBe(("format 是“表格”，无法识别。", "可以选择：jsonl, csv", null));
        FaultWords.Of(RequestFault.TooMany(1001, 1000), isChinese: true).Remedy.ShouldBe("每次最多发送 1000 个。");
    }

    [Fact]
    public void No_words_hand_an_English_remedy_through()
    {
        foreach (var code in FaultWords.Codes)
        {
            var (message, remedy, _) = FaultWords.Of(new(code, "It is so.", "Do not say this."), isChinese: true);
            message.ShouldMatch("[\\u4e00-\\u9fff]", code);
            remedy.Replace("Do not say this", "", StringComparison.Ordinal).ShouldMatch("[\\u4e00-\\u9fff]|^[.]/taojin ", code);
        }
    }

    /// <summary>Codes are what an exception, or what writes one to a caller, is given first beside the request.</summary>
    private static IEnumerable<(string Code, string Place)> Codes(Source file) =>
        from list in file.Syntax.DescendantNodes().OfType<ArgumentListSyntax>()
        where list.Parent is ObjectCreationExpressionSyntax or ImplicitObjectCreationExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax
            || list.Parent is InvocationExpressionSyntax { Expression: var called } && called.ToString() is "Faults.WriteAsync" or "WriteAsync" or "WaitAsync"
        from argument in list.Arguments.Take(list.Arguments.Count - 1)
        where argument.Expression is LiteralExpressionSyntax
        let code = ((LiteralExpressionSyntax)argument.Expression).Token.ValueText
        where Code().IsMatch(code) && !code.StartsWith("picture.", StringComparison.Ordinal) && !code.StartsWith("product.", StringComparison.Ordinal) // those bring their Chinese along
            && list.Arguments.Skip(list.Arguments.IndexOf(argument) + 1).First().Expression is not LiteralExpressionSyntax { Token.Value: int }
        select (code, file.Place(argument));

    [GeneratedRegex("^[a-z][a-z-]*[.][a-z][a-z0-9-]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
