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
